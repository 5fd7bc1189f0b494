// Who or where may be meant, each branch a way to be meant: an id, an identifier, words of a name, a date of birth, an address.
// Words are followed from the rarer ones alone, which reach everything that has enough of them. An address is one row, with how it is written.
// What is asked is one map: a text may be planned anew for lists of another length, but not for what is inside a map.
UNWIND $asked.keys AS key
MATCH (p:Person {id: key})<-[:IDENTIFIES]-(r:PersonRecord) WHERE found_by_id(p) AND visible_record(r)
RETURN 'id' AS how, record_id(p) AS id, searched_record(r) AS found
UNION ALL
UNWIND $asked.keys AS key
MATCH (named:PersonRecord {uuid: key})-[:IDENTIFIES]->(p:Person)
MATCH (p)<-[:IDENTIFIES]-(r:PersonRecord) WHERE of_named(p) AND visible_record(r)
RETURN 'id' AS how, record_id(p) AS id, searched_record(r) AS found
UNION ALL
UNWIND $asked.identifiers AS key
MATCH (:Identifier {id: key})<-[:IDENTIFIED_BY]-(r:PersonRecord)-[:IDENTIFIES]->(p:Person) WHERE visible_record(r)
RETURN 'identifier' AS how, record_id(p) AS id, searched_record(r) AS found
UNION ALL
UNWIND $asked.rare_in_names AS word
MATCH (:Word {id: word})<-[:CALLED]-(r:PersonRecord)
WITH DISTINCT r
MATCH (r)-[:CALLED]->(word:Word)
UNWIND coalesce($asked.meant[word.id], []) AS meant
WITH r, collect(DISTINCT meant[0]) AS met, sum(meant[1]) AS weight
WHERE size(met) >= $least_of_name AND visible_record(r)
WITH r, size(met) AS met, weight ORDER BY met DESC, weight DESC, r.key LIMIT $most
MATCH (r)-[:IDENTIFIES]->(p:Person)
RETURN 'name' AS how, record_id(p) AS id, searched_record(r) AS found
UNION ALL
UNWIND $asked.births AS born
MATCH (r:PersonRecord {date_of_birth: born})-[:IDENTIFIES]->(p:Person)
WHERE (size($asked.every_word) = 0 OR EXISTS { MATCH (r)-[:CALLED]->(word:Word) WHERE word.id IN $asked.every_word }) AND visible_record(r)
RETURN 'birth' AS how, record_id(p) AS id, searched_record(r) AS found
ORDER BY id LIMIT $most
UNION ALL
UNWIND $asked.uprns AS key
MATCH (a:Address {id: key})<-[stay:LIVED_AT]-(:Person) WHERE visible_tie(stay)
RETURN 'uprn' AS how, a.id AS id, collect(DISTINCT searched_stay(stay)) AS found
UNION ALL
UNWIND $asked.rare_in_addresses AS word
MATCH (:Word {id: word})<-[:SPELT]-(text:Address)
WITH DISTINCT text
MATCH (text)-[:SPELT]->(word:Word)
UNWIND coalesce($asked.meant[word.id], []) AS meant
WITH text, collect(DISTINCT meant[0]) AS met, sum(meant[1]) AS weight
WHERE size(met) >= $least_of_place OR any(place IN met WHERE place IN $asked.postcodes)
WITH text, size(met) AS met, weight ORDER BY met DESC, weight DESC, text.id LIMIT $most
UNWIND [text.id] + [uprn IN coalesce(text.uprns, []) | 'uprn:' + uprn] AS key
MATCH (a:Address {id: key})<-[stay:LIVED_AT]-(:Person) WHERE visible_tie(stay) AND 'text:' + stay.place = text.id
RETURN 'address' AS how, a.id AS id, collect(DISTINCT searched_stay(stay)) AS found
UNION ALL
MATCH (w:Word)
WITH count(w) AS words
OPTIONAL MATCH (load:Load)
WITH words, count(load.finished_at) AS loads, max(load.finished_at) AS last
RETURN 'words' AS how, '' AS id, [words, loads, last] AS found
