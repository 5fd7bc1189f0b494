// Records with one of a row's words in their names, and another word that begins with its letter.
UNWIND $rows AS row
UNWIND row.words AS id
MATCH (:Word {id: id})<-[:CALLED]-(record:PersonRecord) WHERE record.latest
MATCH (record)-[:CALLED]->(other:Word) WHERE other.id <> id AND left(other.id, 1) = row.letter
MATCH (record)-[:IDENTIFIES]->(person:Person)
RETURN DISTINCT record.key, person.id
