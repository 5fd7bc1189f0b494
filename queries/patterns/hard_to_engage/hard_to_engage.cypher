// Contacts of late that were refused or met with hostility, about the child, or about or involving its parent figures.
subject(child)
WITH child,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person)
    WHERE (type(tie) = 'PARENT_OF' OR tie.kind IN ['carer', 'guardian']) AND figure <> child AND visible_tie(tie)
    RETURN DISTINCT figure } AS figures
WITH child, figures,
  COLLECT { UNWIND [child] + figures AS person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $since AND (k.engagement IN ['refused', 'hostile', 'avoidant'] OR k.outcome = 'no_access') AND visible(k)
    RETURN [person.id, contact_row(k)] } AS own,
  COLLECT { UNWIND figures AS figure MATCH (figure)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE k.on > $since AND (k.engagement IN ['refused', 'hostile', 'avoidant'] OR k.outcome = 'no_access')
      AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), figure.id, part.part, part.presence] } AS involving
WHERE size(own) + size(involving) >= $min_contacts
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  own + [each IN involving | each[0..2]] AS contacts,
  [each IN involving | [each[1][0]] + each[2..]] AS took_part
