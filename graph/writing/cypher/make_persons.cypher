UNWIND $ids AS id MERGE (person:Person {id: id})
