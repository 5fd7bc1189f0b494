MATCH (parent:«label»)-[fact:«type»]->()
WHERE fact.agency = $agency AND fact.system = $system AND $covers_from <= fact.on AND fact.on <= $covers_to
  AND (fact.removed_on IS NULL OR fact.removed_on > $extracted_on)
RETURN fact.id, parent.id
