MATCH («from»)-[«to»:INVOLVED]->(«to»_who:Person)
WHERE current(«to»)
WITH «to», «to»_who, coalesce(split(last([each IN «to»_who.parts WHERE each >= «to».record + '/' AND each <= «to».record + '/' + toString($known_at) + '0']), '/')[4], «to»_who.id) AS «to»_who_part
