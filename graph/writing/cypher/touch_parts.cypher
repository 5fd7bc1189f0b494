UNWIND $rows AS row
MATCH (parent:«label» {id: row.parent, version: row.on_version})-[fact:«type»]->()
WHERE fact.id = row.id AND fact.version = row.version
SET fact += row.changes
