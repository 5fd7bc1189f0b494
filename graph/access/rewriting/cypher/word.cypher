// A word of a name on a record, or of an address.
(EXISTS { MATCH (fact)<-[:CALLED]-(:PersonRecord)-[:IDENTIFIES]->(:Person) } OR EXISTS { MATCH (fact)<-[:SPELT]-(:Address) })
