MATCH («from»)-[:ABOUT]->(«to»:Person)
WITH «to»
