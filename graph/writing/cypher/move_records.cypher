UNWIND $rows AS row
MATCH (:Person {id: row.from})<-[old:IDENTIFIES]-(record:PersonRecord)
WHERE record.key = row.key
MATCH (person:Person {id: row.to})
CREATE (record)-[new:IDENTIFIES]->(person)
SET new = properties(old)
DELETE old
