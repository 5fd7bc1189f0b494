MATCH (record:PersonRecord)-[:IDENTIFIES]->(person:Person)
WHERE record.latest AND record.sealed IS NULL
RETURN 'record' AS kind, [record.key, person.id, identity_of(record), record.role, record.ethnicity] AS row
