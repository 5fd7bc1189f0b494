MATCH (record:PersonRecord) RETURN count(record)
