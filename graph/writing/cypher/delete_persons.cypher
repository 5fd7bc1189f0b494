// Only those that no record identifies any more; an edge left on one is an error, not something to lose.
UNWIND $ids AS id
MATCH (person:Person {id: id}) WHERE NOT EXISTS { MATCH (person)<-[:IDENTIFIES]-() }
DELETE person
