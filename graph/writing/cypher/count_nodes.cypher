// How many facts of a kind one system has that are not gone.
MATCH (fact:«label»)
WHERE fact.agency = $agency AND fact.system = $system AND fact.removed_on IS NULL
RETURN count(DISTINCT fact.«key»)
