MATCH (load:Load {agency: $agency})
RETURN load.id, load.extracted_on, load.agency_name, load.agency_kind
