// Edges that belong to a record of their own (who took part, shares): the same on every version of it.
UNWIND $ids AS id
MATCH (parent:«label» {id: id})-[fact:«type»]->()
RETURN DISTINCT fact.id, fact.version, fact.digest, fact.end_digest, fact.ended_in, fact.seen, fact.until, fact.removed_on,
       fact.load, fact.on, id
