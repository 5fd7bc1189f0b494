// What a record's facts say of a person goes with the record.
UNWIND $rows AS row
MATCH (:Person {id: row.from})<-[old:«type»]-(fact) WHERE old.record = row.key
MATCH (person:Person {id: row.to})
CREATE (fact)-[new:«type»]->(person)
SET new = properties(old)
DELETE old
