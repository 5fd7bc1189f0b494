UNWIND $ids AS id
MATCH (person:Person {id: id})<-[:IDENTIFIES]-(record:PersonRecord)
WHERE record.latest AND coalesce(record.sensitivity, '') <> 'sealed'
RETURN record.key, person.id, identity_of(record), record.role, record.ethnicity
