MATCH (load:Load) WHERE load.finished_at IS NULL
RETURN load.id, load.agency, load.system, load.extracted_on, load.started_at, load.loaded_by, load.files
