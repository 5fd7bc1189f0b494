// Who is tied to these people, or has a parent in common with them, and by ties of today; their stays; and what is kept of them.
UNWIND $ids AS id
MATCH (person:Person {id: id})
RETURN id,
    [(person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-(other:Person) |
        [other.id, tie.until = $last_day, other.known_to]],
    [(person)<-[own:PARENT_OF]-(:Person)-[theirs:PARENT_OF]->(other:Person)
        WHERE own.until = $last_day AND theirs.until = $last_day | [other.id, true, other.known_to]],
    [(person)-[stay:LIVED_AT]->(place:Address) |
        [place.id, stay.until = $last_day, stay.kind, stay.start, stay.end, coalesce(stay.restricted, false)]],
    person.known_to, person.near_known_to, person.location_protected
