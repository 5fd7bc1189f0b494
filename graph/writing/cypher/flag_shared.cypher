UNWIND $rows AS row
MATCH (fact:«label» {id: row[0], version: row[1]})
SET fact.shared = true
