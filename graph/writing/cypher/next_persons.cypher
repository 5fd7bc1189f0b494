MATCH (person:Person) WHERE person.id > $last
RETURN person.id ORDER BY person.id LIMIT $most
