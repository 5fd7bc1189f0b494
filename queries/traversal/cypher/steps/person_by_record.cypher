// A person by the uuid of any of their records; their id is the uuid of the smallest. By a record that the lens does not show they
// are not found: that it is theirs is what others know.
MATCH (named:PersonRecord {uuid: $«name»})-[:IDENTIFIES]->(«to»:Person)
WHERE (named.uuid = «to».id OR visible_record(named))
  AND EXISTS { MATCH («to»)<-[:IDENTIFIES]-(record:PersonRecord) WHERE visible_record(record) }
  AND «condition»
WITH DISTINCT «to»
