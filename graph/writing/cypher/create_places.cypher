UNWIND $rows AS row
MERGE (place:Address {id: row.id})
SET place += row.properties
