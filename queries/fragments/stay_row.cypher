[fact.id, fact.agency, toString(fact.start), toString(fact.recorded_on), toString(known_end(fact)),
 CASE WHEN known_end(fact) IS NOT NULL THEN toString(fact.end_recorded_on) END, fact.kind, fact.local_authority]
