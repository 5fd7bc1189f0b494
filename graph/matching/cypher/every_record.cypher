MATCH (record:PersonRecord)-[:IDENTIFIES]->(person:Person)
WHERE record.latest AND coalesce(record.sensitivity, '') <> 'sealed'
RETURN record.key, person.id, identity_of(record), record.role, record.ethnicity
