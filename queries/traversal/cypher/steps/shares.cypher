// With whom a visible fact was shared, or by whose decision it was not.
MATCH («from»)-[«to»:«type»]->(«to»_agency:Agency)
WHERE shared(«to»)
WITH «to», «to»_agency
