// Which systems each agency's extracts came from.
MATCH (load:Load)
RETURN DISTINCT load.agency, load.system
