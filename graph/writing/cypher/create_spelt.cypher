UNWIND $rows AS row
MATCH (place:Address {id: row.id})
UNWIND row.words AS id
MERGE (word:Word {id: id})
CREATE (place)-[:SPELT]->(word)
