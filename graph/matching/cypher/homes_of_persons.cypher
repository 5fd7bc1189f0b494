UNWIND $ids AS id
MATCH (:Person {id: id})-[stay:LIVED_AT]->(place:Address)
WHERE stay.until = $last AND coalesce(stay.kind, 'home') IN $kinds AND NOT coalesce(stay.restricted, false)
RETURN stay.record, place.id, stay.postcode
