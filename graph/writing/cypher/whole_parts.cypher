UNWIND $ids AS id
MATCH (parent:«label» {id: id})-[fact:«type»]->(other)
RETURN id, properties(fact), other.id
