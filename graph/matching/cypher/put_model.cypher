MERGE (model:MatchModel {id: $id})
SET model = $properties
