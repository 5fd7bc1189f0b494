UNWIND $ids AS id
MATCH (fact:«label» {id: id}) WHERE fact.shared AND NOT EXISTS { MATCH (fact)-[:SHARED_WITH]->() }
REMOVE fact.shared
