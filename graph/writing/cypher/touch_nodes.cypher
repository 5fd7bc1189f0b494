UNWIND $rows AS row
MATCH (fact:«label» {«key»: row[0], version: row[1]})
SET fact += row[2]
