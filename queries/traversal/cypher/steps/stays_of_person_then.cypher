MATCH («from»)-[«to»:LIVED_AT]->(«to»_place:Address)
WHERE coalesce(split(last([each IN «from».parts WHERE each >= «to».record + '/' AND each <= «to».record + '/' + toString($known_at) + '0']), '/')[4], «from».id) = «from»_part AND visible_tie(«to») AND «condition»
WITH «from» AS «to»_who, «from»_part AS «to»_who_part, «to», «to»_place
