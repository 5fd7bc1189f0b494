UNWIND $uprns AS uprn
MERGE (place:Address {id: 'uprn:' + uprn})
SET place.uprn = uprn
