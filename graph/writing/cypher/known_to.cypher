// Who has a record of these people today or was told of a fact about them; and what is kept of that.
UNWIND $ids AS id
MATCH (person:Person {id: id})
RETURN id,
    [(person)<-[:IDENTIFIES]-(record:PersonRecord) |
        [record.agency, record.until = $last_day, coalesce(record.sealed, false), record.sensitivity]],
    [(person)<-[:ABOUT]-(fact)-[share:SHARED_WITH]->(told:Agency)
        WHERE fact.shared AND fact.until = $last_day AND share.until = $last_day | told.id],
    person.known_to, person.sealed, person.restricted
