RETURN COLLECT { MATCH (agency:Agency) RETURN [agency.id, agency.name, agency.kind] } AS agencies
