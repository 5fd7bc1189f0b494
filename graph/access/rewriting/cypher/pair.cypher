// Two records that may be of one person, or about which somebody decided.
EXISTS { MATCH (:PersonRecord {key: fact.left})-[:IDENTIFIES]->(:Person) }
AND EXISTS { MATCH (:PersonRecord {key: fact.right})-[:IDENTIFIES]->(:Person) }
