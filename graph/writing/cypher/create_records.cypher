UNWIND $rows AS row
MATCH (person:Person {id: row.person})
CREATE (record:PersonRecord)-[identifies:IDENTIFIES]->(person)
SET record = row.properties, identifies = row.identifies
