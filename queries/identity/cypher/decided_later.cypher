// Of records, what joined those whose they are only by a decision that came later than the links that count.
UNWIND $keys AS key
MATCH (:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person) WHERE person.decisions IS NOT NULL
RETURN DISTINCT person.id, person.parts, person.decisions
