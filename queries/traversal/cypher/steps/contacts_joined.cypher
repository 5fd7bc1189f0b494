// Contacts about others in which the person took part.
MATCH («from»)<-[part:INVOLVED]-(«to»:Contact)
WHERE current(part) AND visible(«to») AND «condition»
WITH DISTINCT «to»
