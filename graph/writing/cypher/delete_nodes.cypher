UNWIND $ids AS id
MATCH (fact:«label» {«key»: id}) WHERE fact.version >= $first_day
DETACH DELETE fact
