// Young people of 13 to 17 with a concern of harm or self-harm about them; every concern about them or around them; the contacts that answered.
subject(child)
WHERE EXISTS { MATCH (child)<-[:IDENTIFIES]-(born:PersonRecord)
    WHERE born.date_of_birth >= $born_since AND born.date_of_birth <= $born_until }
WITH child,
  COLLECT { MATCH (child)<-[:ABOUT]-(c:Concern)
    WHERE c.factor IN $factors AND c.status <> 'ruled_out' AND visible(c) RETURN [child.id, concern_row(c)] } AS own
WHERE any(each IN own WHERE each[1][5] IN $distress)
WITH child, own,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person)
    WHERE figure <> child AND visible_tie(tie) RETURN DISTINCT figure } AS figures,
  COLLECT { MATCH (child)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(other:Person)
    WHERE NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household AND other <> child
      AND visible_tie(mine) AND visible_tie(theirs)
    RETURN DISTINCT other } AS others
WITH child, own, figures + [other IN others WHERE NOT other IN figures] AS people
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { UNWIND [child] + people AS person MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE NOT stay.kind IN $no_household AND visible_tie(stay) RETURN [person.id, place.id, stay_row(stay)] } AS stays,
  own + COLLECT { UNWIND people AS person MATCH (person)<-[:ABOUT]-(c:Concern)
    WHERE c.factor IN ['domestic_abuse', 'mental_ill_health'] AND c.status <> 'ruled_out' AND visible(c)
    RETURN [person.id, concern_row(c)] } AS concerns,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE k.outcome IN ['attended', 'seen', 'completed'] AND visible(k) RETURN [child.id, contact_row(k)] } AS contacts
