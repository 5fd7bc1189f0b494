UNWIND $rows AS row
MATCH (parent:«label» {id: row.parent})-[fact:«type»]->()
WHERE parent.version >= $first_day AND fact.id = row.id AND fact.version = row.version
SET fact += row.changes
