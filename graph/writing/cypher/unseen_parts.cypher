MATCH (parent:«label»)-[fact:«type»]->()
WHERE fact.agency = $agency AND fact.system = $system AND $covers_from <= fact.on AND fact.on <= $covers_to
  AND NOT any(day IN fact.seen WHERE day STARTS WITH $extracted_on)
RETURN collect([fact.id, parent.id])
