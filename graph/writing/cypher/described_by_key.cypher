UNWIND $keys AS key
MATCH (record:PersonRecord {key: key})-[says:IDENTIFIES]->(person:Person) WHERE record.latest
RETURN record.key, person.id, record.nhs_number, record.upn, record.other_ids, record.sex, record.date_of_birth,
       record.date_of_birth_precision, record.date_of_birth_kind, record.sensitivity, record.seen,
       says.decided_by, says.method, says.decided_on
