// The records of some people of today: whose each was on $known_at (`parts`), which versions had been written by then, whether the
// agencies of the lens know them, which have the number that was asked for, and which somebody had written anything of.
UNWIND $subjects AS id
MATCH (person:Person {id: id})<-[:IDENTIFIES]-(r:PersonRecord)
RETURN id, person.parts, r.key, r.recorded_on <= $known_at AND r.version <= $known_at AS written,
  $every_agency OR r.agency IN $agencies OR visible_record(r) AS known,
  EXISTS { MATCH (r)-[:IDENTIFIED_BY]->(:Identifier {id: $nhs}) } AS numbered,
  present_records(person) AS present
