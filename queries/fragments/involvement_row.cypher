[fact.id, fact.agency, told(fact), toString(fact.start), toString(fact.recorded_on), toString(known_end(fact)),
 CASE WHEN known_end(fact) IS NOT NULL THEN toString(fact.end_recorded_on) END, fact.kind,
 CASE WHEN known_end(fact) IS NOT NULL THEN fact.closure_reason END, fact.threshold_met]
