UNWIND $rows AS row
MATCH (record:PersonRecord {key: row[0], version: row[1]})
MERGE (identifier:Identifier {id: row[2]})
CREATE (record)-[:IDENTIFIED_BY]->(identifier)
