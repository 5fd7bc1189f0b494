// Every version of some records: from when it stands, and what of it identity is dated by.
UNWIND $keys AS key
MATCH (record:PersonRecord {key: key})
RETURN key, record.version, record.recorded_on, record.nhs_number, record.upn, record.other_ids, record.replacements
