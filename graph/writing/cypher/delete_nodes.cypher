UNWIND $rows AS row
MATCH (fact:«label» {«key»: row.id, version: row.version})
DETACH DELETE fact
