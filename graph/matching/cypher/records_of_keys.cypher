UNWIND $ids AS id
MATCH (record:PersonRecord {key: id})-[:IDENTIFIES]->(person:Person)
WHERE record.latest AND record.sealed IS NULL
RETURN record.key, person.id, identity_of(record), record.role, record.ethnicity
