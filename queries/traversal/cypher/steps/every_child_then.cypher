// Everybody of then who was, or was a part of, somebody who is labelled Child, and of whom a record is visible.
MATCH («to»:Person)
WHERE «to».id > '' AND «to»:Child
UNWIND COLLECT { MATCH («to»)<-[:IDENTIFIES]-(record:PersonRecord) WHERE visible_record(record)
  RETURN DISTINCT coalesce(split(last([each IN «to».parts WHERE each >= record.key + '/' AND each <= record.key + '/' + toString($known_at) + '0']), '/')[4], «to».id) } AS «to»_part
WITH «to», «to»_part WHERE «condition»
