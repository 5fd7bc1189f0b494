// The agencies come with every answer: a lens that names none means all that there are now.
RETURN COLLECT { MATCH (agency:Agency) RETURN [agency.id, agency.name, agency.kind] } AS agencies, «found» AS found
