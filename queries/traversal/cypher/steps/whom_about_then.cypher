MATCH («from»)-[about:ABOUT]->(«to»:Person)
WITH «to», coalesce(split(last([each IN «to».parts WHERE each >= about.record + '/' AND each <= about.record + '/' + toString($known_at) + '0']), '/')[4], «to».id) AS «to»_part
