// Whoever had that record then; by the id of somebody of today, of whom that one has no visible record, the first of them who has.
MATCH (named:PersonRecord {uuid: $«name»})-[:IDENTIFIES]->(«to»:Person)
WITH DISTINCT «to», coalesce(split(last([each IN «to».parts WHERE each >= named.key + '/' AND each <= named.key + '/' + toString($known_at) + '0']), '/')[4], «to».id) AS meant
WITH «to», meant, COLLECT { MATCH («to»)<-[:IDENTIFIES]-(record:PersonRecord) WHERE visible_record(record)
  RETURN coalesce(split(last([each IN «to».parts WHERE each >= record.key + '/' AND each <= record.key + '/' + toString($known_at) + '0']), '/')[4], «to».id) ORDER BY record.key } AS visible
WITH «to», CASE WHEN meant IN visible THEN meant WHEN $«today» = «to».id THEN head(visible) END AS «to»_part
WHERE «to»_part IS NOT NULL AND «condition»
WITH «to», «to»_part
