// Of each address: how many stays there are, whose they are, and when those of today that are restricted were.
UNWIND $ids AS id
MATCH (place:Address {id: id})
RETURN id, COUNT { (place)<-[:LIVED_AT]-() },
    [(place)<-[stay:LIVED_AT]-(person:Person) | [person.id, stay.until = $last_day, stay.kind, person.known_to]],
    [(place)<-[stay:LIVED_AT]-(:Person)
        WHERE stay.until = $last_day AND stay.restricted | [stay.start, stay.end]]
