UNWIND $ids AS id MATCH (person:Person {id: id}) REMOVE person:Adult
