// When a fact was written down, whom it is about, and what was decided of passing it on.
[fact.id, fact.agency, toString(fact.recorded_on), [(fact)-[about:ABOUT]->(person:Person) | about_id(person)], told_of_sharing(fact)]
