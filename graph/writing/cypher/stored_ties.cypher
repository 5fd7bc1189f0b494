MATCH (person:Person)-[fact:«type»]->(other)
WHERE fact.agency = $agency AND fact.system = $system
RETURN fact.id, fact.version, fact.digest, fact.end_digest, fact.ended_in, fact.seen, fact.until, fact.removed_on, fact.load,
       fact.start, person.id
