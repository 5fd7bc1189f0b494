// How agencies are called.
MATCH (agency:Agency) RETURN agency.id, agency.name
