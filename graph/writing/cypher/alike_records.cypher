// The records of one system with the name and the date of birth of ones that have just arrived.
UNWIND $rows AS row
MATCH (record:PersonRecord {date_of_birth: row[1]})
WHERE record.latest AND record.agency = $agency AND record.system = $system
  AND record.given_names = row[2] AND record.family_name = row[3]
RETURN row[0], record.key
