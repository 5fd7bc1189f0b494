UNWIND $keys AS key
MATCH (:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person)
WITH DISTINCT person
MATCH (person)<-[:IDENTIFIES]-(record:PersonRecord) WHERE record.latest
RETURN record.key, person.id
