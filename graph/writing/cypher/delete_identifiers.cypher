// An identifier that no record has any more is no node of its own.
UNWIND $ids AS id
MATCH (identifier:Identifier {id: id}) WHERE NOT EXISTS { MATCH (identifier)<-[:IDENTIFIED_BY]-() }
DELETE identifier
