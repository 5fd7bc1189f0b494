// The records of each person who has more than one, or a history from when there were more.
MATCH (person:Person)<-[:IDENTIFIES]-(record:PersonRecord) WHERE record.latest
WITH person, collect(record.key) AS keys WHERE size(keys) > 1 OR person.parts IS NOT NULL
RETURN keys
