UNWIND $ids AS id
MATCH (agency:Agency {id: id})
RETURN agency.id
