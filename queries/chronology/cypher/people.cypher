// How people are called, born and died, in every record of theirs that the lens shows.
UNWIND $people AS id
asked_person(person)
MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
RETURN record_id(person), described_record(r), r.given_names, r.family_name, r.date_of_death_precision, r.role
