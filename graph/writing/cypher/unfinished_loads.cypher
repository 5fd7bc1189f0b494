MATCH (load:Load) WHERE load.finished_at IS NULL RETURN load.id
