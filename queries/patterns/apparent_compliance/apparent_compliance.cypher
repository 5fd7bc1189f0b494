// Children with agreement and absence enough for the pairs asked for, and all their contacts: what comes next decides.
subject(child)
MATCH (child)<-[:ABOUT]-(k:Contact)
WHERE (k.engagement IN ['engaged', 'agreed']
    OR k.outcome IN ['was_not_brought', 'did_not_attend', 'cancelled_by_family', 'no_access'])
  AND visible(k)
WITH child,
     sum(CASE WHEN k.engagement IN ['engaged', 'agreed'] AND k.outcome IN ['attended', 'seen', 'completed'] THEN 1 ELSE 0 END) AS agreed,
     sum(CASE WHEN k.outcome IN ['was_not_brought', 'did_not_attend', 'cancelled_by_family', 'no_access'] AND k.on > $since
         THEN 1 ELSE 0 END) AS absent
WHERE agreed >= $min_pairs AND absent >= $min_pairs
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact) WHERE visible(k) RETURN [child.id, contact_row(k)] } AS contacts
