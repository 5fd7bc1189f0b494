// Children with contacts enough and none of late, all their stays, and what ended because they moved: the judge finds the day they went.
subject(child)
MATCH (child)<-[:ABOUT]-(k:Contact)
WHERE k.on >= $earliest AND visible(k)
WITH child, collect([child.id, contact_row(k)]) AS contacts, sum(CASE WHEN k.on >= $quiet_since THEN 1 ELSE 0 END) AS recent
WHERE recent = 0 AND size(contacts) >= $min_before
RETURN
  child.id AS subject,
  known_to(child) AS known_to,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  contacts AS contacts,
  COLLECT { MATCH (child)-[stay:LIVED_AT]->(place:Address) WHERE visible_tie(stay)
    RETURN [child.id, place.id, stay_row(stay)] } AS stays,
  COLLECT { MATCH (child)<-[:ABOUT]-(i:Involvement)
    WHERE i.closure_reason = 'moved' AND known_end(i) IS NOT NULL AND visible(i)
    RETURN [child.id, involvement_row(i)] } AS involvements
