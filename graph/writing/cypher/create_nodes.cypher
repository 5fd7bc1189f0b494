UNWIND $rows AS row
MATCH (agency:Agency {id: $agency})
MATCH (person:Person {id: row.person})
CREATE (fact:«label»)-[:ABOUT {record: row.record}]->(person)
CREATE (fact)-[:BY]->(agency)
SET fact = row.properties
