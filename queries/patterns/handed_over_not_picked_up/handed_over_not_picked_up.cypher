// Contacts that passed the child to another agency of the lens, long enough ago; and all that those agencies did about the child.
subject(child)
MATCH (child)<-[:ABOUT]-(passed:Contact)
WHERE passed.referred_to IN $agencies AND passed.referred_to <> passed.agency
  AND passed.on > $since AND passed.on <= $due AND visible(passed)
WITH child, collect([child.id, contact_row(passed)]) AS handed, collect(DISTINCT passed.referred_to) AS receivers
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  handed +
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact) WHERE k.agency IN receivers AND k.on > $since AND visible(k)
    RETURN [child.id, contact_row(k)] } AS contacts,
  COLLECT { MATCH (child)<-[:ABOUT]-(i:Involvement) WHERE i.agency IN receivers AND visible(i)
    RETURN [child.id, involvement_row(i)] } AS involvements
