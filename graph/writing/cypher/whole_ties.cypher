UNWIND $rows AS row
MATCH (person:Person {id: row.person})-[fact:«type»]->(other)
WHERE fact.id = row.id
RETURN fact.id, properties(fact), person.id, other.id
