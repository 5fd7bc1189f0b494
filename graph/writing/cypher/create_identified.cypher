UNWIND $rows AS row
MATCH (record:PersonRecord {key: row.key, version: row.version})
UNWIND row.identifiers AS id
MERGE (identifier:Identifier {id: id})
CREATE (record)-[:IDENTIFIED_BY]->(identifier)
