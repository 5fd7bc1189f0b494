MATCH (fact:Person {id: id})
