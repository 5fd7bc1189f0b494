// By record, the pairs in which it, or another record of the same person that the lens shows, is proposed.
UNWIND $keys AS key
MATCH (named:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person)
MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord)
WHERE of_named(person) AND visible_record(r)
WITH DISTINCT r
RETURN r.key,
  COLLECT { MATCH (proposal:Proposal {left: r.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } +
  COLLECT { MATCH (proposal:Proposal {right: r.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } AS pairs
