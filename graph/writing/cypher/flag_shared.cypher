UNWIND $ids AS id
MATCH (fact:«label» {id: id}) WHERE fact.version >= $first_day
SET fact.shared = true
