// Children with missed contacts enough in the window; those, and the attended ones that could have followed them.
subject(child)
MATCH (child)<-[:ABOUT]-(missed:Contact)
WHERE missed.outcome IN ['was_not_brought', 'did_not_attend'] AND missed.on > $since AND visible(missed)
WITH child, count(missed) AS times WHERE times >= $min_missed
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE k.outcome IN ['was_not_brought', 'did_not_attend', 'attended', 'seen', 'completed'] AND k.on > $since AND visible(k)
    RETURN [child.id, contact_row(k)] } AS contacts
