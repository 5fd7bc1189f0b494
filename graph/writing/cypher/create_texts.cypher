// Addresses known as a text, each with the UPRNs that it was tied to, and with its words where it is new.
UNWIND $rows AS row
MERGE (place:Address {id: row[0]})
SET place.uprns = row[1]
WITH place, row
UNWIND row[2] AS id
MATCH (word:Word {id: id})
CREATE (place)-[:SPELT]->(word)
