MATCH (load:Load {id: $id})
SET load += $properties
