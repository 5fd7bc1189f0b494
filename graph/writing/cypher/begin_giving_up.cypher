UNWIND $ids AS id
MATCH (load:Load {id: id})
SET load.giving_up_since = $now
