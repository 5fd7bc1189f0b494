// Involvements with a known end in the window, about the child or a parent figure, that give such a reason or come after a contact
// of the same agency that was missed; and that person's contacts.
subject(child)
MATCH (child)<-[tie:PARENT_OF|CARES_FOR*0..1]-(person:Person)
WITH DISTINCT child, person
MATCH (person)<-[:ABOUT]-(i:Involvement)
WHERE i.end > $since AND NOT i.kind IN ['school', 'tenancy'] AND visible(i) AND known_end(i) IS NOT NULL
  AND (coalesce(i.closure_reason, '') IN ['non_engagement', 'missed_appointments'] OR EXISTS { MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $earliest AND k.on <= i.end AND k.agency = i.agency
      AND k.outcome IN ['was_not_brought', 'did_not_attend', 'no_access'] AND visible(k) })
WITH child, collect(DISTINCT person) AS persons, collect([person.id, involvement_row(i)]) AS involvements
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  involvements AS involvements,
  COLLECT { UNWIND persons AS person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $earliest AND k.outcome IN ['was_not_brought', 'did_not_attend', 'no_access', 'attended', 'seen', 'completed']
      AND visible(k)
    RETURN [person.id, contact_row(k)] } AS contacts
