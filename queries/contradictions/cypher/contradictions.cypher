// What the lens shows that two agencies can say differently of one person: records with their names, stays, and edges of parents.
MATCH (person:Person {id: $person})
RETURN
  COLLECT { MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
    RETURN [described_record(r), r.given_names, r.family_name, r.other_names] } AS records,
  COLLECT { MATCH (person)-[stay:LIVED_AT]->(place:Address) WHERE visible_tie(stay)
    RETURN [person.id, place.id, stay_row(stay), stay.record, stay.address, stay.postcode] } AS homes,
  COLLECT { MATCH (person)<-[tie:PARENT_OF]-(:Person) WHERE visible_tie(tie)
    RETURN [tie_row(tie), tie.from_record, tie.to_record] } AS parents
