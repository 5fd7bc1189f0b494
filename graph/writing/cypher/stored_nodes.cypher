UNWIND $ids AS id
MATCH (fact:«label» {«key»: id})
RETURN id, fact.version, fact.digest, fact.end_digest, fact.ended_in, fact.seen, fact.until, fact.removed_on, fact.load,
       fact.«date»
