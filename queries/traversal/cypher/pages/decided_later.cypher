// The days of decisions made after $known_at without which somebody would not have been one person by then: entries of
// `Person.decisions` are a record's key (three parts), from when, until when, decided on.
MATCH (person:Person) WHERE person.decisions IS NOT NULL
UNWIND person.decisions AS entry
WITH split(entry, '/') AS parts
WHERE parts[3] <= toString($known_at) AND toString($known_at) < parts[4]
RETURN DISTINCT parts[5] AS decided_on ORDER BY decided_on
