// A person by an NHS number on a record that is visible.
MATCH (:Identifier {id: $«name»})<-[:IDENTIFIED_BY]-(record:PersonRecord)-[:IDENTIFIES]->(«to»:Person)
WHERE visible_record(record)
  AND «condition»
WITH DISTINCT «to»
