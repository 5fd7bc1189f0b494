UNWIND $ids AS id
MATCH (fact:«label» {«key»: id})-[about:«about»]->(person:Person)
RETURN id, properties(fact), person.id, properties(about)
