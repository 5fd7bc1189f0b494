UNWIND $rows AS row
MATCH (person:Person {id: row.person})-[fact:«type»]->()
WHERE fact.id = row.id AND fact.version = row.version
SET fact += row.changes
