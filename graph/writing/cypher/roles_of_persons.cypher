UNWIND $ids AS id
MATCH (record:PersonRecord)-[:IDENTIFIES]->(person:Person {id: id})
RETURN id, collect(DISTINCT record.role), person:Child, person:Adult
