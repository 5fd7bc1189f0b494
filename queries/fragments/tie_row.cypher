[tie_from(fact), tie_to(fact), type(fact), fact.id, fact.agency, fact.kind, toString(fact.start),
 toString(fact.recorded_on), toString(known_end(fact)),
 CASE WHEN known_end(fact) IS NOT NULL THEN toString(fact.end_recorded_on) END, fact.contact_restricted]
