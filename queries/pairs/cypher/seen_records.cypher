// Records as the lens shows them, with what their own systems say of homes and relatives; none that is sealed, then or now.
UNWIND $keys AS key
MATCH (r:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person)
WHERE visible_record(r) AND coalesce(r.sensitivity, '') <> 'sealed'
  AND NOT EXISTS { MATCH (now:PersonRecord {key: key}) WHERE now.latest AND now.sensitivity = 'sealed' }
RETURN record_id(person), matched_record(r), r.role, r.ethnicity, r.replacements,
  COLLECT { MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE stay.record = key AND coalesce(stay.kind, 'home') IN $homes AND NOT coalesce(stay.restricted, false) AND visible_tie(stay)
    RETURN [place.id, stay.postcode] } AS homes,
  COLLECT { MATCH (person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF]-(:Person)<-[:IDENTIFIES]-(relative:PersonRecord)
    WHERE (tie.from_record = key OR tie.to_record = key) AND (tie.from_record = relative.key OR tie.to_record = relative.key)
      AND relative.key <> key AND visible_tie(tie) AND visible_record(relative) AND coalesce(relative.sensitivity, '') <> 'sealed'
      AND NOT EXISTS { MATCH (now:PersonRecord {key: relative.key}) WHERE now.latest AND now.sensitivity = 'sealed' }
    RETURN [type(tie), tie.from_record, tie.to_record, matched_record(relative), relative.role] } AS ties
