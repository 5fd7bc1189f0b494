UNWIND $keys AS key
MATCH (record:PersonRecord {key: key}) WHERE record.latest
RETURN key
