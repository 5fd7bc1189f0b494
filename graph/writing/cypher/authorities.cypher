// The authorities that loads' own files state, by agency, each with a file that does.
MATCH (load:Load) WHERE load.authority IS NOT NULL
RETURN load.agency, load.authority, min(load.files[0])
