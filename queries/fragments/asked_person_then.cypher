// By the uuid of any of their records: whoever is asked about may have been somebody of their own then.
MATCH (:PersonRecord {uuid: id})-[:IDENTIFIES]->(fact:Person)
WITH DISTINCT id, fact
