UNWIND $keys AS key
MATCH (record:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person) WHERE record.latest
RETURN key, person.id
