UNWIND $rows AS row
MATCH (parent:Contact {id: row.parent, version: row.version})
MATCH (person:Person {id: row.person})
CREATE (parent)-[fact:INVOLVED]->(person)
SET fact = row.properties
