MATCH («from»)<-[part:INVOLVED]-(«to»:Contact)
WHERE current(part) AND visible(«to») AND coalesce(split(last([each IN «from».parts WHERE each >= part.record + '/' AND each <= part.record + '/' + toString($known_at) + '0']), '/')[4], «from».id) = «from»_part
  AND «condition»
WITH DISTINCT «to»
