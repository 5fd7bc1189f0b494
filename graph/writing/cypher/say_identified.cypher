UNWIND $rows AS row
MATCH (:Person {id: row.person})<-[identifies:IDENTIFIES]-(record:PersonRecord)
WHERE record.key = row.key
SET identifies = row.identifies
