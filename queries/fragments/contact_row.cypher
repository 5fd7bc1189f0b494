[fact.id, fact.agency, told(fact), toString(fact.on), toString(fact.recorded_on), fact.kind, fact.outcome, fact.presence,
 fact.engagement, fact.system, fact.source_agency, fact.referred_to, fact.interpreter_used]
