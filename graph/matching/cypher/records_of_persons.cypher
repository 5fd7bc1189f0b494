UNWIND $ids AS id
MATCH (person:Person {id: id})<-[:IDENTIFIES]-(record:PersonRecord)
WHERE record.latest AND record.sealed IS NULL
RETURN record.key, person.id, identity_of(record), record.role, record.ethnicity
