MATCH («from»)-[«to»:LIVED_AT]->(«to»_place:Address)
WHERE visible_tie(«to») AND «condition»
WITH «from» AS «to»_who, «to», «to»_place
