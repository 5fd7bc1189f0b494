// Everybody who is one person today and, by $known_at, was not yet, or by a later decision alone: whose each record was, and which records
// had been written by then, or are of something that had.
MATCH (person:Person) WHERE person.settled_since > $known_at
RETURN person.id, person.parts, person.decisions,
  COLLECT { MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE r.recorded_on <= $known_at AND r.version <= $known_at
    RETURN DISTINCT r.key } +
  COLLECT { MATCH (person)<-[about:ABOUT|INVOLVED]-(f) WHERE f.recorded_on <= $known_at RETURN DISTINCT about.record } +
  COLLECT { MATCH (person)-[stay:LIVED_AT]->() WHERE stay.recorded_on <= $known_at RETURN DISTINCT stay.record } +
  COLLECT { MATCH (person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]->() WHERE tie.recorded_on <= $known_at
    RETURN DISTINCT tie.from_record } +
  COLLECT { MATCH (person)<-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-() WHERE tie.recorded_on <= $known_at
    RETURN DISTINCT tie.to_record } AS present
