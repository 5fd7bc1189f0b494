// What every question needs to know of the store first: its agencies, its loads, who has loaded anything, and what was written last
// (nothing while somebody writes).
CALL () { MATCH (agency:Agency) RETURN collect([agency.id, agency.kind]) AS agencies }
CALL () { MATCH (load:Load) WHERE load.finished_at IS NULL OR (load.covers_from IS NOT NULL AND NOT load.partial)
  RETURN collect([load.agency, load.system, toString(load.extracted_on), toString(load.covers_from), toString(load.covers_to),
                  load.finished_at]) AS loads }
CALL () { MATCH (load:Load) RETURN collect(DISTINCT load.agency) AS loaded }
CALL () { MATCH (turn:Turn {id: 'write'}) WHERE turn.holder IS NULL RETURN collect(turn.written) AS written }
RETURN agencies, loads, loaded, was_another(loaded), written
