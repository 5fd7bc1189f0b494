// A record of a person.
EXISTS { MATCH (fact)-[:IDENTIFIES]->(:Person) }
