// Those around some people, by any tie, home or contact, and they themselves: whose findings may rest on who these are.
UNWIND $people AS id
MATCH (person:Person {id: id})
UNWIND [person] + COLLECT { MATCH (person)-[:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-(other:Person) RETURN DISTINCT other } +
  COLLECT { MATCH (person)<-[:PARENT_OF]-(:Person)-[:PARENT_OF]->(other:Person) RETURN DISTINCT other } +
  COLLECT { MATCH (person)-[:LIVED_AT]->(:Address)<-[:LIVED_AT]-(other:Person) RETURN DISTINCT other } +
  COLLECT { MATCH (person)<-[:INVOLVED]-(:Contact)-[:ABOUT]->(other:Person) RETURN DISTINCT other } AS other
RETURN DISTINCT other.id, other:Child, other:Adult
