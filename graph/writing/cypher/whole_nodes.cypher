UNWIND $ids AS id
MATCH (fact:«label» {«key»: id})-[about:«about»]->(person:Person) WHERE fact.version >= $first_day
RETURN id, properties(fact), person.id, properties(about)
