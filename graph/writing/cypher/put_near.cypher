UNWIND $rows AS row
MATCH (person:Person {id: row.id})
SET person.near_known_to = row.near_known_to, person.location_protected = row.location_protected
