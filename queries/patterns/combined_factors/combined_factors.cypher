// Concerns of the three groups about the child, its parent figures and those who lived with it, where there are two groups or more.
// (Everything is collected child by child: made distinct over everyone, it would have to be held at once: docs/adr/0003.)
subject(child)
WITH child, [child]
  + COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person)
    WHERE (type(tie) = 'PARENT_OF' OR tie.kind IN ['carer', 'guardian']) AND visible_tie(tie) RETURN DISTINCT figure }
  + COLLECT { MATCH (child)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(other:Person)
    WHERE NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household AND other <> child
      AND visible_tie(mine) AND visible_tie(theirs) RETURN DISTINCT other } AS people
WITH child, people,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[:ABOUT]-(concern:Concern)
    WHERE concern.factor IN ['domestic_abuse', 'mental_ill_health', 'drugs', 'alcohol'] AND concern.status <> 'ruled_out'
      AND visible(concern) RETURN [concern.factor, [person.id, concern_row(concern)]] } AS found
WITH child, people, [each IN found | each[1]] AS concerns, [each IN found | each[0]] AS factors
WHERE CASE WHEN 'domestic_abuse' IN factors THEN 1 ELSE 0 END + CASE WHEN 'mental_ill_health' IN factors THEN 1 ELSE 0 END
  + CASE WHEN 'drugs' IN factors OR 'alcohol' IN factors THEN 1 ELSE 0 END >= $min_groups
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE NOT stay.kind IN $no_household AND visible_tie(stay) RETURN [person.id, place.id, stay_row(stay)] } AS stays,
  concerns AS concerns
