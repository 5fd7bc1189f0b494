// What children's social care had about the child, its siblings, and its parent figures (when they were children: the judge decides).
subject(child)
WITH child, [child]
  + COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person) WHERE visible_tie(tie) RETURN DISTINCT figure }
  + COLLECT { MATCH (child)-[tie:SIBLING_OF]-(named:Person) WHERE visible_tie(tie) RETURN DISTINCT named }
  + COLLECT { MATCH (child)<-[one:PARENT_OF]-(:Person)-[other:PARENT_OF]->(half:Person)
    WHERE one.kind <> 'step_parent' AND other.kind <> 'step_parent' AND visible_tie(one) AND visible_tie(other)
    RETURN DISTINCT half } AS people
WHERE EXISTS { UNWIND people AS person MATCH (person)<-[:ABOUT]-(i:Involvement)
    WHERE i.agency IN $social_care AND visible(i) }
  OR EXISTS { UNWIND people AS person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.kind = 'referral' AND (k.agency IN $social_care OR k.referred_to IN $social_care) AND visible(k) }
RETURN
  child.id AS subject,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
    RETURN [person.id, record_row(r)] } AS records,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[tie:PARENT_OF|CARES_FOR|SIBLING_OF]-(:Person)
    WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[:ABOUT]-(i:Involvement)
    WHERE (i.agency IN $social_care OR i.kind = 'child_protection_plan') AND visible(i)
    RETURN [person.id, involvement_row(i)] } AS involvements,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.kind = 'referral' AND (k.agency IN $social_care OR k.referred_to IN $social_care) AND visible(k)
    RETURN [person.id, contact_row(k)] } AS contacts
