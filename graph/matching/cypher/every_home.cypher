MATCH (:Person)-[stay:LIVED_AT]->(place:Address)
WHERE stay.until = $last AND coalesce(stay.kind, 'home') IN $kinds AND NOT coalesce(stay.restricted, false)
RETURN 'home' AS kind, [stay.record, place.id, stay.postcode] AS row
