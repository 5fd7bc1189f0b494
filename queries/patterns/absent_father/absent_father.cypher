// The child's parents; the attended contacts that its services and its mother had of late; and every one in which a father was met.
// (Lists are made distinct where they are collected: inside a subquery, a WITH would lose the outer variables on one engine: docs/adr/0003.)
subject(child)
WITH child,
  COLLECT { MATCH (child)<-[tie:PARENT_OF]-(parent:Person) WHERE parent <> child AND visible_tie(tie)
    RETURN DISTINCT parent } AS people,
  COLLECT { MATCH (child)<-[tie:PARENT_OF {kind: 'mother'}]-(parent:Person) WHERE parent <> child AND visible_tie(tie)
    RETURN DISTINCT parent } AS mothers,
  COLLECT { MATCH (child)<-[tie:PARENT_OF]-(parent:Person)
    WHERE tie.kind IN ['father', 'parent'] AND parent <> child AND visible_tie(tie) RETURN DISTINCT parent } AS fathers,
  COLLECT { MATCH (child)<-[tie:PARENT_OF {kind: 'father'}]-(parent:Person) WHERE parent <> child AND visible_tie(tie)
    RETURN DISTINCT parent } AS named
WITH child, people, mothers, fathers, named,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $since AND k.outcome IN ['attended', 'seen', 'completed'] AND visible(k) RETURN [child.id, contact_row(k)] } AS own,
  COLLECT { UNWIND mothers AS mother MATCH (mother)<-[:ABOUT]-(k:Contact)
    WHERE k.on > $since AND k.outcome IN ['attended', 'seen', 'completed'] AND visible(k) RETURN [mother.id, contact_row(k)] } AS hers,
  COLLECT { UNWIND mothers AS mother MATCH (mother)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE k.on > $since AND k.outcome IN ['attended', 'seen', 'completed'] AND coalesce(part.presence, '') <> 'absent'
      AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), mother.id, part.part, part.presence] } AS hers_too
WITH child, people, mothers, fathers, named, own, hers, hers_too,
  EXISTS { MATCH (child)<-[tie:PARENT_OF]-(:Person) WHERE tie.contact_restricted }
    OR EXISTS { UNWIND named AS father MATCH (father)<-[:IDENTIFIES]-(r:PersonRecord) WHERE r.date_of_death <= $as_of } AS away,
  CASE WHEN size(own) + size(hers) + size(hers_too) >= $min_contacts THEN NOT EXISTS {
    UNWIND named AS father MATCH (father)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(child)
    WHERE k.on > $since AND part.presence IN ['seen', 'seen_alone', 'present'] AND coalesce(part.part, '') <> 'alleged_perpetrator'
      AND k.outcome IN ['attended', 'seen', 'completed'] AND current(part) AND visible(k) } ELSE false END AS not_met
// Nothing can be found of a father who is neither kept away nor dead, where services were not there, or met him with the child of late.
// (What is asked about him has a name before it is weighed: in a WHERE one engine would plan each EXISTS again for every OR: docs/adr/0003.)
WHERE away OR not_met
  OR CASE WHEN size(fathers) = 0 THEN size(mothers) > 0 OR size(own) >= $min_contacts ELSE size(named) = 0 END
WITH child, people, mothers, fathers, own, hers, hers_too,
  COLLECT { UNWIND fathers AS father MATCH (father)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE part.presence IN ['seen', 'seen_alone', 'present'] AND coalesce(part.part, '') <> 'alleged_perpetrator'
      AND k.outcome IN ['attended', 'seen', 'completed'] AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), father.id, part.part, part.presence] } AS his
WITH child, people, hers_too + his AS together, own + hers AS alone,
  CASE WHEN size(his) > 0 THEN [child] ELSE [] END AS met, CASE WHEN size(his) > 0 THEN people ELSE [] END AS kin
RETURN
  child.id AS subject,
  known_to(child) AS known_to,
  COLLECT { UNWIND [child] + people AS person MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord)
    WHERE visible_record(r) RETURN [person.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND met AS one MATCH (one)-[tie:SIBLING_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND kin AS person MATCH (person)-[tie:PARENT_OF]->(other:Person)
    WHERE other <> child AND visible_tie(tie) RETURN tie_row(tie) } AS ties,
  alone + [each IN together | each[0..2]] AS contacts,
  [each IN together | [each[1][0]] + each[2..]] AS took_part
