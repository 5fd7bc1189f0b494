UNWIND $rows AS row
MATCH (:Person {id: row.from})-[old:«type»]->(other) WHERE old.«record» = row.key
MATCH (person:Person {id: row.to})
CREATE (person)-[new:«type»]->(other)
SET new = properties(old)
DELETE old
