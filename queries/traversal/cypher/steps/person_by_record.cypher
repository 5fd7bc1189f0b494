// A person by the uuid of any of their records; their id is the uuid of the smallest.
MATCH (:PersonRecord {uuid: $«name»})-[:IDENTIFIES]->(«to»:Person)
WHERE EXISTS { MATCH («to»)<-[:IDENTIFIES]-(record:PersonRecord) WHERE visible_record(record) }
  AND «condition»
WITH DISTINCT «to»
