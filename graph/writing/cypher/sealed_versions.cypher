UNWIND $keys AS key
MATCH (record:PersonRecord {key: key}) WHERE record.sensitivity = 'sealed'
RETURN record.key, record.digest
