// Concerns of the three groups about the child, its parent figures and those who lived with it, where there are two groups or more.
subject(child)
OPTIONAL MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person)
WHERE (type(tie) = 'PARENT_OF' OR tie.kind IN ['carer', 'guardian']) AND visible_tie(tie)
WITH child, collect(DISTINCT figure) AS figures
OPTIONAL MATCH (child)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(other:Person)
WHERE NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household AND other <> child
  AND visible_tie(mine) AND visible_tie(theirs)
WITH child, figures, collect(DISTINCT other) AS others
WITH child, [child] + figures + others AS people
UNWIND people AS person
WITH DISTINCT child, people, person
MATCH (person)<-[:ABOUT]-(concern:Concern)
WHERE concern.factor IN ['domestic_abuse', 'mental_ill_health', 'drugs', 'alcohol'] AND concern.status <> 'ruled_out' AND visible(concern)
WITH child, people, collect([person.id, concern_row(concern)]) AS concerns,
     count(DISTINCT CASE WHEN concern.factor IN ['drugs', 'alcohol'] THEN 'substance_misuse' ELSE concern.factor END) AS groups
WHERE groups >= $min_groups
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE NOT stay.kind IN $no_household AND visible_tie(stay) RETURN [person.id, place.id, stay_row(stay)] } AS stays,
  concerns AS concerns
