// What some loads changed of one system's facts: brought it, saw it again, or said that it was gone.
MATCH (fact:«label»)
WHERE fact.agency = $agency AND fact.system = $system
  AND (fact.load IN $loads OR fact.removed_on IN $days OR any(entry IN fact.seen WHERE split(entry, ' ')[1] IN $shorts))
RETURN fact.«key», ''
