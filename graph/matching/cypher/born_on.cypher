UNWIND $days AS day
MATCH (record:PersonRecord {date_of_birth: day})-[:IDENTIFIES]->(person:Person) WHERE record.latest
RETURN DISTINCT record.key, person.id
