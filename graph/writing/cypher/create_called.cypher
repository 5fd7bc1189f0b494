UNWIND $rows AS row
MATCH (record:PersonRecord {key: row.key, version: row.version})
UNWIND row.words AS id
MERGE (word:Word {id: id})
CREATE (record)-[:CALLED]->(word)
