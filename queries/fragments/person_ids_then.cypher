[fact.id, fact.parts, fact.decisions, fact:Adult]
