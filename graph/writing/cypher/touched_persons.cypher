// Whose records, or whose facts, a write changed.
UNWIND $records AS key
MATCH (:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person)
RETURN person.id AS id
UNION
UNWIND $persons AS key
MATCH (person:Person {id: key})
RETURN person.id AS id
