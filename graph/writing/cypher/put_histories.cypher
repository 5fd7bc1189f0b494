UNWIND $rows AS row
MATCH (person:Person {id: row.id})
SET person.whole_since = row.whole_since, person.settled_since = row.settled_since, person.parts = row.parts,
    person.decisions = row.decisions
