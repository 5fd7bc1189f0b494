// Some people, by id.
MATCH (person:Person)
RETURN person.id ORDER BY person.id LIMIT $most
