MATCH (:Identifier {id: $«name»})<-[:IDENTIFIED_BY]-(record:PersonRecord)-[:IDENTIFIES]->(«to»:Person)
WHERE visible_record(record)
  AND «condition»
WITH DISTINCT «to», coalesce(split(last([each IN «to».parts WHERE each >= record.key + '/' AND each <= record.key + '/' + toString($known_at) + '0']), '/')[4], «to».id) AS «to»_part
