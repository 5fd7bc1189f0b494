MATCH (record:PersonRecord) WHERE record.latest AND record.key STARTS WITH $start
RETURN record.key
