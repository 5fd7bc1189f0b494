MATCH («from»)<-[:IDENTIFIES]-(«to»:PersonRecord)
WHERE visible_record(«to»)
WITH «to»
