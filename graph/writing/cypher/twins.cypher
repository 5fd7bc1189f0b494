// Facts about these people that say the same as ones that have just arrived, under ids of earlier extracts of the same system.
UNWIND $rows AS row
MATCH (:Person {id: row[0]})<-[:ABOUT]-(fact:«label»)
WHERE fact.digest = row[1] AND fact.agency = $agency AND fact.system = $system AND fact.until = $last_day AND fact.load <> $load
RETURN DISTINCT fact.digest, fact.id
