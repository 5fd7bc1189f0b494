MATCH (person:Person)-[fact:«type»]->()
WHERE fact.agency = $agency AND fact.system = $system AND fact.removed_on IS NULL
RETURN count(DISTINCT fact.id)
