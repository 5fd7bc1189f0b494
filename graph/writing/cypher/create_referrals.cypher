UNWIND $rows AS row
MATCH (fact:Contact {id: row[0], version: row[1]})
MATCH (agency:Agency {id: row[2]})
CREATE (fact)-[:REFERRED_TO]->(agency)
