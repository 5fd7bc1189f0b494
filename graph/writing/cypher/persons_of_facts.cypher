UNWIND $ids AS id
MATCH (fact:«label» {id: id})-[:ABOUT]->(person:Person)
RETURN DISTINCT person.id
