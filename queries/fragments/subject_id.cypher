fact.id
