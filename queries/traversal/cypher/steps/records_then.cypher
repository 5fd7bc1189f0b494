MATCH («from»)<-[:IDENTIFIES]-(«to»:PersonRecord)
WHERE coalesce(split(last([each IN «from».parts WHERE each >= «to».key + '/' AND each <= «to».key + '/' + toString($known_at) + '0']), '/')[4], «from».id) = «from»_part AND visible_record(«to»)
WITH «to»
