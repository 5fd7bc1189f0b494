UNWIND $ids AS id
MATCH (agency:Agency {id: id})
DELETE agency
