// Everybody who is one person today and, by $known_at, was not yet, or by a later decision alone: whose each record was, and which records
// had been written by then, or are of something that had.
MATCH (person:Person) WHERE person.settled_since > $known_at
RETURN person.id, person.parts, person.decisions,
  present_records(person) AS present
