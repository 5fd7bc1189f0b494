UNWIND $rows AS row
MATCH (fact:«label» {id: row.parent, version: row.version})
SET fact.shared = true
