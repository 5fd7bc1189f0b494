// A word that nothing is called by any more is no node of its own.
UNWIND $ids AS id
MATCH (word:Word {id: id}) WHERE NOT EXISTS { MATCH (word)<-[:CALLED|SPELT]-() }
DELETE word
