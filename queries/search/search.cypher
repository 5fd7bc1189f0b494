// Who or where may be meant, each branch a way to be meant: an id, an identifier, words of a name, a date of birth, an address.
UNWIND $keys AS key
MATCH (p:Person {id: key})<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
RETURN 'id' AS how, p.id AS id, searched_record(r) AS found
UNION ALL
UNWIND $keys AS key
MATCH (:PersonRecord {uuid: key})-[:IDENTIFIES]->(p:Person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
RETURN 'id' AS how, p.id AS id, searched_record(r) AS found
UNION ALL
UNWIND $identifiers AS key
MATCH (:Identifier {id: key})<-[:IDENTIFIED_BY]-(r:PersonRecord)-[:IDENTIFIES]->(p:Person) WHERE visible_record(r)
RETURN 'identifier' AS how, p.id AS id, searched_record(r) AS found
UNION ALL
UNWIND $words AS word
MATCH (:Word {id: word[1]})<-[:CALLED]-(r:PersonRecord)
WITH r, collect(DISTINCT word[0]) AS met, sum(word[2]) AS weight
WHERE size(met) >= $least_of_name AND visible_record(r)
WITH r, size(met) AS met, weight ORDER BY met DESC, weight DESC, r.key LIMIT $most
MATCH (r)-[:IDENTIFIES]->(p:Person)
RETURN 'name' AS how, p.id AS id, searched_record(r) AS found
UNION ALL
UNWIND $births AS born
MATCH (r:PersonRecord {date_of_birth: born})-[:IDENTIFIES]->(p:Person)
WHERE (size($words) = 0 OR EXISTS { MATCH (r)-[:CALLED]->(word:Word) WHERE word.id IN $every_word }) AND visible_record(r)
RETURN 'birth' AS how, p.id AS id, searched_record(r) AS found
ORDER BY id LIMIT $most
UNION ALL
UNWIND $uprns AS key
MATCH (a:Address {id: key})<-[stay:LIVED_AT]-(:Person) WHERE visible_tie(stay)
RETURN 'uprn' AS how, a.id AS id, searched_stay(stay) AS found
UNION ALL
UNWIND $words AS word
MATCH (:Word {id: word[1]})<-[:SPELT]-(text:Address)
WITH text, collect(DISTINCT word[0]) AS met, sum(word[2]) AS weight
WHERE size(met) >= $least_of_place
WITH text, size(met) AS met, weight ORDER BY met DESC, weight DESC, text.id LIMIT $most
MATCH (a:Address) WHERE a.id IN [text.id] + [uprn IN coalesce(text.uprns, []) | 'uprn:' + uprn]
MATCH (a)<-[stay:LIVED_AT]-(:Person) WHERE visible_tie(stay) AND 'text:' + stay.place = text.id
RETURN 'address' AS how, a.id AS id, searched_stay(stay) AS found
UNION ALL
MATCH (w:Word)
RETURN 'words' AS how, '' AS id, [count(w)] AS found
