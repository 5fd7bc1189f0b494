MATCH (person:Person)-[fact:«type»]->()
WHERE fact.agency = $agency AND fact.system = $system
WITH right(fact.id, 2) AS ending,
     count(DISTINCT CASE WHEN fact.removed_on IS NULL THEN fact.id END) AS held,
     collect(DISTINCT CASE WHEN $covers_from <= fact.start AND fact.start <= $covers_to
                            AND (fact.removed_on IS NULL OR fact.removed_on > $extracted_on) THEN fact.id END) AS ids
RETURN held, ids
