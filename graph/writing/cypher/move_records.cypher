UNWIND $rows AS row
MATCH (record:PersonRecord {key: row.key})-[old:IDENTIFIES]->(:Person {id: row.from}) WHERE record.version >= $first_day
MATCH (person:Person {id: row.to})
CREATE (record)-[new:IDENTIFIES]->(person)
SET new = properties(old)
DELETE old
