UNWIND $rows AS row
MATCH (record:PersonRecord {key: row.key, version: row.version})
MERGE (identifier:Identifier {id: row.identifier})
CREATE (record)-[:IDENTIFIED_BY]->(identifier)
