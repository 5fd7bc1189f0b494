UNWIND $rows AS row
MATCH (fact:Contact {id: row.id, version: row.version})
MATCH (agency:Agency {id: row.agency})
CREATE (fact)-[:REFERRED_TO]->(agency)
