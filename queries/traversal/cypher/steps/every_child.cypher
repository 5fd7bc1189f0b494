// Every child of whom a record is visible. The empty bound lets an engine read them in the order of its index.
MATCH («to»:Person)
WHERE «to».id > '' AND «to»:Child AND «condition»
  AND EXISTS { MATCH («to»)<-[:IDENTIFIES]-(record:PersonRecord) WHERE visible_record(record) }
WITH «to»
