UNWIND $rows AS row
MATCH (parent:Contact {id: row.parent}) WHERE parent.version >= $first_day
MATCH (person:Person {id: row.person})
CREATE (parent)-[fact:INVOLVED]->(person)
SET fact = row.properties
