// The agencies come with every answer, since a lens that names none means all that there are now; and which loads are unfinished. None
// was in the state of the store that is called $whole, so that its loads, of which there may be many, need not be looked at again.
WITH COLLECT { MATCH (turn:Turn {id: 'write'}) WHERE turn.holder IS NULL RETURN turn.written } AS written
RETURN COLLECT { MATCH (agency:Agency) RETURN [agency.id, agency.name, agency.kind] } AS agencies,
  CASE WHEN written = [$whole] THEN null
    ELSE COLLECT { MATCH (load:Load) WHERE load.finished_at IS NULL
      RETURN load.agency + '/' + load.system + ' of ' + toString(load.extracted_on) } END AS unfinished,
  written AS written, «found» AS found
