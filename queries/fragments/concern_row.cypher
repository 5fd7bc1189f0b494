[fact.id, fact.agency, told(fact), toString(fact.on), toString(fact.recorded_on), fact.factor, fact.whose]
