// The ids of one system's facts of a kind that are dated in a period, and that an extract does not have.
MATCH (fact:«label»)
WHERE fact.agency = $agency AND fact.system = $system AND $covers_from <= fact.«date» AND fact.«date» <= $covers_to
  AND NOT any(day IN fact.seen WHERE day STARTS WITH $extracted_on)
RETURN collect([fact.«key», ''])
