UNWIND $rows AS row
MATCH (person:Person {id: row[0]})
CREATE (record:PersonRecord {«stands», «says from 6»})
CREATE (record)-[:IDENTIFIES {decided_by: row[2], method: row[3], score: row[4], decided_on: row[5]}]->(person)
WITH record, row
UNWIND row[1] AS id
MATCH (word:Word {id: id})
CREATE (record)-[:CALLED]->(word)
