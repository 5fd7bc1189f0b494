// Which of these records there are, and are not sealed.
UNWIND $keys AS key
MATCH (record:PersonRecord {key: key}) WHERE record.latest AND coalesce(record.sensitivity, '') <> 'sealed'
RETURN DISTINCT record.key
