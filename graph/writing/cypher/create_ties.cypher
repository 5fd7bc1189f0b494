UNWIND $rows AS row
MATCH (person:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (person)-[fact:«type»]->(other)
SET fact = row.properties
