// Everyone else with a stay that day where the person has one, both of kinds that make a household.
MATCH («from»)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(«to»:Person)
WHERE «to» <> «from» AND NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household
  AND visible_tie(mine) AND visible_tie(theirs)
  AND coalesce(mine.start, $first_day) <= $«on» AND coalesce(theirs.start, $first_day) <= $«on»
  AND coalesce(known_end(mine) > $«on», true) AND coalesce(known_end(theirs) > $«on», true) AND «condition»
WITH DISTINCT «to»
