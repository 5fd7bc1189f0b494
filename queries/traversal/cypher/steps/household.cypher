// Everyone else with a stay that day where the person has one, both of kinds that make a household. An address with very many
// stays makes none: it is a place of another kind that was not recorded as one, and each of its people would be everyone's (docs/adr/0029).
MATCH («from»)-[«to»_mine:LIVED_AT]->(«to»_place:Address)
WHERE NOT «to»_mine.kind IN $no_household AND visible_tie(«to»_mine)
  AND coalesce(«to»_mine.start, $first_day) <= $«on» AND coalesce(known_end(«to»_mine) > $«on», true)
WITH DISTINCT «from» AS «to»_from, «to»_place
WHERE COUNT { («to»_place)<-[:LIVED_AT]-() } <= $most_stays
MATCH («to»_place)<-[theirs:LIVED_AT]-(«to»:Person)
WHERE «to» <> «to»_from AND NOT theirs.kind IN $no_household AND visible_tie(theirs)
  AND coalesce(theirs.start, $first_day) <= $«on» AND coalesce(known_end(theirs) > $«on», true) AND «condition»
WITH DISTINCT «to»
