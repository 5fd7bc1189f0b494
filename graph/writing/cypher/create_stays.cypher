UNWIND $rows AS row
MATCH (person:Person {id: row.person})
MATCH (place:Address {id: row.place})
CREATE (person)-[fact:LIVED_AT]->(place)
SET fact = row.properties
