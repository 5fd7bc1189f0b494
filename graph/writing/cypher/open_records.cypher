// Which of these records there are, and no version of them is sealed.
UNWIND $keys AS key
MATCH (record:PersonRecord {key: key})
WITH key, count(CASE WHEN record.sensitivity = 'sealed' THEN 1 END) AS sealed
WHERE sealed = 0
RETURN key
