// Children with stays enough that start in the window, and every stay that they ever had: a move is told from the one before it.
subject(child)
MATCH (child)-[recent:LIVED_AT]->(:Address)
WHERE recent.start > $since AND recent.kind <> 'hospital' AND visible_tie(recent)
WITH child, count(recent) AS arrivals WHERE arrivals >= $min_moves
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)-[stay:LIVED_AT]->(place:Address) WHERE visible_tie(stay)
    RETURN [child.id, place.id, stay_row(stay)] } AS stays
