UNWIND $ids AS id
MATCH (person:Person {id: id})<-[:IDENTIFIES]-(record:PersonRecord)
RETURN id, collect(DISTINCT record.role), person:Child, person:Adult
