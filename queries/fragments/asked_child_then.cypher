// By the uuid of any of their records: whoever is asked about may have been somebody of their own then.
UNWIND $subjects AS asked_id
MATCH (:PersonRecord {uuid: asked_id})-[:IDENTIFIES]->(fact:Child)
WITH DISTINCT fact
