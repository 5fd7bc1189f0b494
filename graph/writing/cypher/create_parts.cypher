UNWIND $rows AS row
MATCH (parent:«label» {id: row[0], version: row[1]})
MATCH (other:«end» {id: row[2]})
CREATE (parent)-[:«type» {«stands», «says from 3»}]->(other)
