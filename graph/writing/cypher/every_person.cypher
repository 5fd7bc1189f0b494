MATCH (person:Person) RETURN person.id ORDER BY person.id
