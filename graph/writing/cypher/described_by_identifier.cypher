UNWIND $keys AS key
MATCH (:Identifier {id: key})<-[:IDENTIFIED_BY]-(record:PersonRecord)-[says:IDENTIFIES]->(person:Person) WHERE record.latest
RETURN record.key, person.id, identity_of(record), says.decided_by, says.method, says.decided_on, record.seen, person.parts IS NOT NULL
