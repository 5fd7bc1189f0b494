// Young people of 13 to 17 with involvements and contacts of agencies enough.
subject(child)
WHERE EXISTS { MATCH (child)<-[:IDENTIFIES]-(born:PersonRecord)
    WHERE born.date_of_birth >= $born_since AND born.date_of_birth <= $born_until }
WITH child,
  COLLECT { MATCH (child)<-[:ABOUT]-(i:Involvement)
    WHERE NOT i.kind IN ['school', 'tenancy', 'health_visiting'] AND visible(i) RETURN [child.id, involvement_row(i)] } AS involvements,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE k.kind <> 'appointment' AND visible(k) RETURN [child.id, contact_row(k)] } AS contacts
WITH child, involvements, contacts,
  COLLECT { UNWIND involvements + contacts AS each RETURN DISTINCT each[1][1] } AS known_to
WHERE size(known_to) >= $min_agencies
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  involvements AS involvements,
  contacts AS contacts
