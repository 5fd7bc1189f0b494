UNWIND $ids AS id
MATCH (parent:«label» {id: id})-[fact:«type»]->(other) WHERE parent.version >= $first_day
RETURN id, properties(fact), other.id
