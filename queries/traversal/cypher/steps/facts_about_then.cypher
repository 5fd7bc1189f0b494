MATCH («from»)<-[about:ABOUT]-(«to»:«label»)
WHERE coalesce(split(last([each IN «from».parts WHERE each >= about.record + '/' AND each <= about.record + '/' + toString($known_at) + '0']), '/')[4], «from».id) = «from»_part AND visible(«to») AND «condition»
WITH «to»
