// Concerns about neglect, housing and poverty of the child and its siblings in the window, and the child's plans and care.
subject(child)
WITH child,
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(named:Person) WHERE visible_tie(tie) RETURN DISTINCT named } AS named,
  COLLECT { MATCH (child)<-[one:PARENT_OF]-(:Person)-[other:PARENT_OF]->(half:Person)
    WHERE one.kind <> 'step_parent' AND other.kind <> 'step_parent' AND half <> child AND visible_tie(one) AND visible_tie(other)
    RETURN DISTINCT half } AS halves
WITH child, [child] + named + [half IN halves WHERE NOT half IN named] AS people
WITH child, people,
  COLLECT { UNWIND people AS person MATCH (person)<-[:ABOUT]-(c:Concern)
    WHERE c.factor IN ['neglect', 'housing', 'poverty'] AND c.on > $since AND c.status <> 'ruled_out' AND visible(c)
    RETURN [person.id, concern_row(c)] } AS concerns
WHERE size(concerns) >= $min_days AND size(concerns) >= $min_agencies
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND people AS person MATCH (person)<-[tie:PARENT_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  concerns AS concerns,
  COLLECT { MATCH (child)<-[:ABOUT]-(i:Involvement)
    WHERE i.kind IN ['child_in_need', 'child_protection_plan', 'looked_after'] AND visible(i)
    RETURN [child.id, involvement_row(i)] } AS involvements
