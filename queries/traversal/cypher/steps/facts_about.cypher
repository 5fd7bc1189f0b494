// Facts of one kind about the person.
MATCH («from»)<-[:ABOUT]-(«to»:«label»)
WHERE visible(«to») AND «condition»
WITH «to»
