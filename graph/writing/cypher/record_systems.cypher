MATCH (load:Load) RETURN DISTINCT load.agency, load.system
