// An identifier that a record has.
EXISTS { MATCH (fact)<-[:IDENTIFIED_BY]-(:PersonRecord)-[:IDENTIFIES]->(:Person) }
