MATCH (parent:«label»)-[fact:«type»]->()
WHERE fact.agency = $agency AND fact.system = $system
  AND (fact.load IN $loads OR fact.removed_on IN $days OR any(entry IN fact.seen WHERE split(entry, ' ')[1] IN $shorts))
RETURN fact.id, parent.id
