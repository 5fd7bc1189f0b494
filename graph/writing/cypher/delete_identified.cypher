UNWIND $ids AS key
MATCH (record:PersonRecord {key: key}) WHERE record.version >= $first_day
DETACH DELETE record
