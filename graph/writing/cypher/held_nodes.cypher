// One system's facts of a kind: how many are not gone, and the ids of those that are dated in a period and were not gone before
// an extract. In groups by the end of their ids: a row for each would take far longer to be sent.
MATCH (fact:«label»)
WHERE fact.agency = $agency AND fact.system = $system
WITH right(fact.«key», 2) AS ending,
     count(DISTINCT CASE WHEN fact.removed_on IS NULL THEN fact.«key» END) AS held,
     collect(DISTINCT CASE WHEN $covers_from <= fact.«date» AND fact.«date» <= $covers_to
                            AND (fact.removed_on IS NULL OR fact.removed_on > $extracted_on) THEN fact.«key» END) AS ids
RETURN held, ids
