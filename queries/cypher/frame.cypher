// What every question needs to know of the store first: its agencies, its loads, and who the subject is.
CALL () { MATCH (agency:Agency) RETURN collect([agency.id, agency.kind]) AS agencies }
CALL () { MATCH (load:Load) WHERE load.finished_at IS NULL OR (load.covers_from IS NOT NULL AND NOT load.partial)
  RETURN collect([load.agency, load.system, toString(load.extracted_on), toString(load.covers_from), toString(load.covers_to),
                  load.finished_at]) AS loads }
RETURN agencies, loads
