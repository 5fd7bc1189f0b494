UNWIND $ids AS key
MATCH (record:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person) WHERE record.version >= $first_day
RETURN key, properties(record), person.id
