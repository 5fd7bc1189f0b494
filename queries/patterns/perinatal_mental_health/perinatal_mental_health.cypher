// The very young and unborn with a parent whose mental ill health somebody recorded or treated, and any sibling's child protection plan.
subject(child)
WHERE EXISTS { MATCH (child)<-[:IDENTIFIES]-(born:PersonRecord) WHERE born.date_of_birth >= $born_since }
WITH child,
  COLLECT { MATCH (child)<-[tie:PARENT_OF]-(parent:Person) WHERE parent <> child AND visible_tie(tie)
    RETURN DISTINCT parent } AS parents
WITH child, parents,
  COLLECT { UNWIND parents AS parent MATCH (parent)<-[:ABOUT]-(c:Concern)
    WHERE c.factor = 'mental_ill_health' AND c.status <> 'ruled_out' AND visible(c) RETURN [parent.id, concern_row(c)] } AS concerns,
  COLLECT { UNWIND parents AS parent MATCH (parent)<-[:ABOUT]-(i:Involvement)
    WHERE i.kind = 'mental_health' AND visible(i) RETURN [parent.id, involvement_row(i)] } AS spells
WHERE size(concerns) + size(spells) > 0
WITH child, parents, concerns, spells,
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(named:Person) WHERE visible_tie(tie) RETURN DISTINCT named } +
  COLLECT { UNWIND parents AS parent MATCH (parent)-[tie:PARENT_OF]->(half:Person)
    WHERE half <> child AND visible_tie(tie) RETURN DISTINCT half } AS siblings
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { UNWIND parents AS parent MATCH (parent)-[tie:PARENT_OF]->(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  concerns AS concerns,
  spells + COLLECT { UNWIND siblings AS sibling MATCH (sibling)<-[:ABOUT]-(i:Involvement)
    WHERE i.kind = 'child_protection_plan' AND visible(i) RETURN [sibling.id, involvement_row(i)] } AS involvements
