// What was recorded about somebody.
EXISTS { MATCH (fact)-[:ABOUT]->(:Person) }
