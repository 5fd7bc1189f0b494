UNWIND $rows AS row
MATCH (person:Person {id: row.id})
SET person.known_to = row.known_to, person.sealed = row.sealed, person.restricted = row.restricted
