// Who else took part in a contact that is visible.
MATCH («from»)-[«to»:INVOLVED]->(«to»_who:Person)
WHERE current(«to»)
WITH «to», «to»_who
