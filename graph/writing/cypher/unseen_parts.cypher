MATCH (parent:«label»)-[fact:«type»]->()
WHERE fact.agency = $agency AND fact.system = $system AND $covers_from <= «owner».on AND «owner».on <= $covers_to
  AND NOT any(day IN fact.seen WHERE day STARTS WITH $extracted_on)
RETURN collect([fact.id, fact.version, «owner».on, parent.id])
