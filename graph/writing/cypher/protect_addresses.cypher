// Everybody there, until it is worked out on which days: a load that stops half way hides more, and never less.
UNWIND $ids AS id
MATCH (:Address {id: id})<-[:LIVED_AT]-(person:Person)
SET person.location_protected = true
