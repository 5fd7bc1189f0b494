// Children whose records give no ethnicity or several; those with a parent figure who needs an interpreter, and that person's contacts without one.
subject(child)
WHERE EXISTS { MATCH (child)<-[:IDENTIFIES]-(born:PersonRecord) WHERE born.date_of_birth >= $born_since }
WITH child,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS own,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person)<-[:IDENTIFIES]-(r:PersonRecord)
    WHERE figure <> child AND r.interpreter_needed AND visible_tie(tie) AND visible_record(r) RETURN DISTINCT figure } AS figures
WITH child, own, figures, [each IN own WHERE each[1][9] IS NOT NULL | each[1][9]] AS heard
WHERE size(figures) > 0 OR size(heard) = 0 OR NOT heard[0] IN $codes OR any(each IN heard WHERE each <> heard[0])
WITH child, own, figures,
  COLLECT { UNWIND figures AS figure MATCH (figure)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $since AND k.interpreter_used = false AND k.outcome IN ['attended', 'seen', 'completed'] AND visible(k)
    RETURN [figure.id, contact_row(k)] } AS alone,
  COLLECT { UNWIND figures AS figure MATCH (figure)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE k.on > $since AND k.interpreter_used = false AND k.outcome IN ['attended', 'seen', 'completed']
      AND coalesce(part.presence, '') <> 'absent' AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), figure.id, part.part, part.presence] } AS together
RETURN
  child.id AS subject,
  own + COLLECT { UNWIND figures AS figure MATCH (figure)<-[:IDENTIFIES]-(r:PersonRecord)
    WHERE r.interpreter_needed AND visible_record(r) RETURN [figure.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  alone + [each IN together | each[0..2]] AS contacts,
  [each IN together | [each[1][0]] + each[2..]] AS took_part
