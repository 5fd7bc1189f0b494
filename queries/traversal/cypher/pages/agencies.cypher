RETURN COLLECT { MATCH (agency:Agency) RETURN [agency.id, agency.name, agency.kind] } AS agencies,
  COLLECT { MATCH (load:Load) WHERE load.finished_at IS NULL RETURN load.agency + '/' + load.system + ' of ' + toString(load.extracted_on) } AS unfinished
