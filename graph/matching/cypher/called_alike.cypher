// Records of which two words of the names are among those of a row.
UNWIND $rows AS row
UNWIND row.words AS id
MATCH (:Word {id: id})<-[:CALLED]-(record:PersonRecord) WHERE record.latest
WITH row.place AS place, record, count(DISTINCT id) AS shared
WHERE shared >= 2
MATCH (record)-[:IDENTIFIES]->(person:Person)
RETURN DISTINCT record.key, person.id
