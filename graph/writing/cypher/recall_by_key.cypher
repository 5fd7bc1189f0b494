UNWIND $keys AS key
MATCH (record:PersonRecord {key: key}) WHERE record.latest
RETURN key, record.key, record.date_of_birth, record.date_of_birth_precision, record.details
