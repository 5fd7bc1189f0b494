UNWIND $keys AS key
MATCH (person:Person {id: key})<-[says:IDENTIFIES]-(record:PersonRecord) WHERE record.latest
RETURN record.key, person.id, identity_of(record), says.decided_by, says.method, says.decided_on, record.seen, person.parts IS NOT NULL
