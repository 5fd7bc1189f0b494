// Adults who had a home with the child in the window, and to whom no visible edge ties it (that is decided here: in a smaller
// lens there is no more of them). How many days, the judge decides.
subject(child)
MATCH (child)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(other:Person)
WHERE other <> child AND NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household
  AND visible_tie(mine) AND visible_tie(theirs)
  AND (known_end(mine) IS NULL OR mine.end > $since) AND (known_end(theirs) IS NULL OR theirs.end > $since)
  AND (other:Adult OR EXISTS { MATCH (other)<-[:IDENTIFIES]-(r:PersonRecord) WHERE r.date_of_birth <= $grown_up })
WITH child, collect(DISTINCT other) AS lived_with
WITH child, lived_with,
  COLLECT { MATCH (child)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|RELATED_TO]-(kin:Person) WHERE visible_tie(tie)
    RETURN DISTINCT kin.id } AS kin
WITH child, [other IN lived_with WHERE NOT other.id IN kin] AS others
WHERE size(others) > 0
RETURN
  child.id AS subject,
  COLLECT { UNWIND [child] + others AS person MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
    RETURN [person.id, record_row(r)] } AS records,
  COLLECT { UNWIND [child] + others AS person MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE NOT stay.kind IN $no_household AND visible_tie(stay) RETURN [person.id, place.id, stay_row(stay)] } AS stays,
  COLLECT { UNWIND others AS other MATCH (other) WHERE other:Adult RETURN other.id } AS adults
