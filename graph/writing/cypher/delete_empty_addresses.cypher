UNWIND $ids AS id
MATCH (place:Address {id: id}) WHERE NOT EXISTS { MATCH (place)<-[:LIVED_AT]-() }
DELETE place
