// Which of these records the agencies of the lens have, or were shared.
UNWIND $keys AS key
MATCH (record:PersonRecord {key: key})
WHERE record.agency IN $agencies OR visible_record(record)
RETURN DISTINCT key
