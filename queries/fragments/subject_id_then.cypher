[fact.id, fact.parts, fact.decisions]
