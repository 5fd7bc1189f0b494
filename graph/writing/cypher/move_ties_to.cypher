UNWIND $rows AS row
MATCH (:Person {id: row.from})<-[old:«type»]-(other) WHERE old.to_record = row.key
MATCH (person:Person {id: row.to})
CREATE (other)-[new:«type»]->(person)
SET new = properties(old)
DELETE old
