UNWIND $rows AS row MATCH (person:Person {id: row.from}) SET person.id = row.to
