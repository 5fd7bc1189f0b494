UNWIND $keys AS key
MATCH (record:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person) WHERE record.version >= $first_day AND record.latest
RETURN key, person.id
