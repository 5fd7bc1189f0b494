// Who is another person now is nobody's to see until it is worked out anew.
UNWIND $ids AS id
MATCH (person:Person {id: id})
SET person.known_to = null, person.near_known_to = null, person.sealed = null, person.restricted = null,
    person.location_protected = null
