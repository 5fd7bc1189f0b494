UNWIND $keys AS key
MATCH (:Identifier {id: key})<-[:IDENTIFIED_BY]-(record:PersonRecord) WHERE record.latest
RETURN key, record.key, record.date_of_birth, record.date_of_birth_precision, record.details
