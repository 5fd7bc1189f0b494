UNWIND $ids AS id
MATCH (person:Person {id: id})
RETURN id, person.parts, person.decisions, person.whole_since, person.settled_since
