UNWIND $rows AS row
MATCH (record:PersonRecord {key: row.key})-[identifies:IDENTIFIES]->() WHERE record.version >= $first_day
SET identifies = row.identifies
