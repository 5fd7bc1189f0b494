UNWIND $rows AS row
MATCH (person:Person {id: row[3]})-[fact:«type»]->()
WHERE fact.id = row[0] AND fact.version = row[1]
SET fact += row[2]
