// The child's parents; the attended contacts that its services and its mother had of late; and every one in which a father was met.
subject(child)
WITH child,
  COLLECT { MATCH (child)<-[tie:PARENT_OF]-(parent:Person) WHERE parent <> child AND visible_tie(tie)
    RETURN [parent, tie.kind, tie.contact_restricted] } AS parents
WITH child, [each IN parents | each[0]] AS people,
  [each IN parents WHERE each[1] = 'mother' | each[0]] AS mothers,
  [each IN parents WHERE each[1] IN ['father', 'parent'] | each[0]] AS fathers
WITH child, people, mothers, fathers,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $since AND k.outcome IN ['attended', 'seen', 'completed'] AND visible(k) RETURN [child.id, contact_row(k)] } AS own,
  COLLECT { UNWIND mothers AS mother WITH DISTINCT mother MATCH (mother)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $since AND k.outcome IN ['attended', 'seen', 'completed'] AND visible(k) RETURN [mother.id, contact_row(k)] } AS hers,
  COLLECT { UNWIND mothers AS mother WITH DISTINCT mother
    MATCH (mother)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE k.on > $since AND k.outcome IN ['attended', 'seen', 'completed'] AND coalesce(part.presence, '') <> 'absent'
      AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), mother.id, part.part, part.presence] } AS hers_too
WHERE size(fathers) = 0 AND size(mothers) > 0
  OR size(own) + size(hers) + size(hers_too) >= $min_contacts
  OR size(fathers) > 0
WITH child, people, fathers, own, hers, hers_too,
  COLLECT { UNWIND fathers AS father WITH DISTINCT father
    MATCH (father)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE part.presence IN ['seen', 'seen_alone', 'present'] AND coalesce(part.part, '') <> 'alleged_perpetrator'
      AND k.outcome IN ['attended', 'seen', 'completed'] AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), father.id, part.part, part.presence] } AS his
RETURN
  child.id AS subject,
  COLLECT { UNWIND [child] + people AS person WITH DISTINCT person
    MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [person.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(:Person) WHERE size(his) > 0 AND visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)-[tie:PARENT_OF]->(other:Person)
    WHERE size(his) > 0 AND other <> child AND visible_tie(tie) RETURN tie_row(tie) } AS ties,
  own + hers + [each IN hers_too | each[0..2]] + [each IN his | each[0..2]] AS contacts,
  [each IN hers_too + his | [each[1][0]] + each[2..]] AS took_part
