UNWIND $rows AS row
MATCH (parent:«label» {id: row[3], version: row[4]})-[fact:«type»]->()
WHERE fact.id = row[0] AND fact.version = row[1]
SET fact += row[2]
