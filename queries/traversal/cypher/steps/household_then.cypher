MATCH («from»)-[«to»_mine:LIVED_AT]->(«to»_place:Address)
WHERE coalesce(split(last([each IN «from».parts WHERE each >= «to»_mine.record + '/' AND each <= «to»_mine.record + '/' + toString($known_at) + '0']), '/')[4], «from».id) = «from»_part
  AND NOT «to»_mine.kind IN $no_household AND visible_tie(«to»_mine)
  AND coalesce(«to»_mine.start, $first_day) <= $«on» AND coalesce(known_end(«to»_mine) > $«on», true)
WITH DISTINCT «from»_part AS «to»_from_part, «to»_place
WHERE COUNT { («to»_place)<-[:LIVED_AT]-() } <= $most_stays
MATCH («to»_place)<-[theirs:LIVED_AT]-(«to»:Person)
WHERE NOT theirs.kind IN $no_household AND visible_tie(theirs)
  AND coalesce(theirs.start, $first_day) <= $«on» AND coalesce(known_end(theirs) > $«on», true)
WITH DISTINCT «to»_from_part, «to», coalesce(split(last([each IN «to».parts WHERE each >= theirs.record + '/' AND each <= theirs.record + '/' + toString($known_at) + '0']), '/')[4], «to».id) AS «to»_part
WHERE «to»_part <> «to»_from_part AND «condition»
WITH DISTINCT «to», «to»_part
