MATCH («from»)<-[«to»:LIVED_AT]-(«to»_who:Person)
WHERE visible_tie(«to») AND «condition»
WITH «from» AS «to»_place, «to», «to»_who
