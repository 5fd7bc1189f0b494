UNWIND $places AS id
MATCH (place:Address {id: id})<-[stay:LIVED_AT]-(person:Person)
WHERE stay.until = $last
RETURN DISTINCT stay.record, person.id
