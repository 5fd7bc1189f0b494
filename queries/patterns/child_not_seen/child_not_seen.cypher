// Children with services open and in no contact seen of late; every contact in which they were seen, and the attended ones with adults.
subject(child)
MATCH (child)<-[:ABOUT]-(i:Involvement)
WHERE NOT i.kind IN ['school', 'tenancy'] AND visible(i) AND known_end(i) IS NULL
WITH child, collect([child.id, involvement_row(i)]) AS involvements,
     sum(CASE WHEN coalesce(i.start, $first_day) <= $opened_by THEN 1 ELSE 0 END) AS long_open
WHERE long_open > 0
  AND NOT EXISTS { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE k.on >= $opened_by AND k.presence IN ['seen', 'seen_alone'] AND visible(k) }
  AND NOT EXISTS { MATCH (child)<-[part:INVOLVED]-(k:Contact)
    WHERE k.on >= $opened_by AND part.presence IN ['seen', 'seen_alone'] AND current(part) AND visible(k) }
WITH child, involvements,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)
    WHERE (k.presence IN ['seen', 'seen_alone'] OR k.outcome IN ['attended', 'seen', 'completed']) AND visible(k)
    RETURN [child.id, contact_row(k)] } AS own,
  COLLECT { MATCH (child)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person)
    WHERE part.presence IN ['seen', 'seen_alone'] AND current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), child.id, part.part, part.presence] } AS others
RETURN
  child.id AS subject,
  known_to(child) AS known_to,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  involvements AS involvements,
  own + [each IN others | each[0..2]] AS contacts,
  [each IN others | [each[1][0]] + each[2..]] +
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(adult:Adult)
    WHERE k.outcome IN ['attended', 'seen', 'completed'] AND adult <> child AND coalesce(part.presence, '') <> 'absent'
      AND current(part) AND visible(k)
    RETURN [k.id, adult.id, part.part, part.presence] } AS took_part,
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(adult:Adult) WHERE current(part) AND visible(k)
    RETURN DISTINCT adult.id } AS adults
