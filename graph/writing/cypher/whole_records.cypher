UNWIND $ids AS key
MATCH (record:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person)
RETURN key, properties(record), person.id
