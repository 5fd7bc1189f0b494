// The records of a person of today that had been written by $known_at, or are of something that had.
COLLECT { MATCH (fact)<-[:IDENTIFIES]-(r:PersonRecord) WHERE r.recorded_on <= $known_at AND r.version <= $known_at
    RETURN DISTINCT r.key } +
  COLLECT { MATCH (fact)<-[about:ABOUT|INVOLVED]-(f) WHERE f.recorded_on <= $known_at RETURN DISTINCT about.record } +
  COLLECT { MATCH (fact)-[stay:LIVED_AT]->() WHERE stay.recorded_on <= $known_at RETURN DISTINCT stay.record } +
  COLLECT { MATCH (fact)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]->() WHERE tie.recorded_on <= $known_at
    RETURN DISTINCT tie.from_record } +
  COLLECT { MATCH (fact)<-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-() WHERE tie.recorded_on <= $known_at
    RETURN DISTINCT tie.to_record }
