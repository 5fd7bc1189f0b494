UNWIND $rows AS row
MATCH (parent:«label» {id: row.parent, version: row.on_version})-[fact:«type»]->()
WHERE fact.id = row.id
DELETE fact
