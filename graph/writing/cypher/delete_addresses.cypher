UNWIND $ids AS id
MATCH (place:Address {id: id})
DETACH DELETE place
