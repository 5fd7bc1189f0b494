// Stays of one address text go to the place that the text now means.
UNWIND $rows AS row
MATCH (person:Person)-[fact:LIVED_AT]->(:Address {id: row.from})
WHERE fact.place = row.text AND fact.tied IS NULL
MATCH (place:Address {id: row.to})
CREATE (person)-[moved:LIVED_AT]->(place)
SET moved = properties(fact)
DELETE fact
