// The ids of one system's facts of a kind that are dated in a period, and that were not gone before an extract.
MATCH (fact:«label»)
WHERE fact.agency = $agency AND fact.system = $system AND $covers_from <= fact.«date» AND fact.«date» <= $covers_to
  AND (fact.removed_on IS NULL OR fact.removed_on > $extracted_on)
RETURN fact.«key», ''
