// By record, the pairs in which it, or another record of the same person that the lens shows, is proposed.
UNWIND $keys AS key
MATCH (:PersonRecord {key: key})-[:IDENTIFIES]->(person:Person)
WITH DISTINCT key, person
MATCH (person)<-[:IDENTIFIES]-(record:PersonRecord)
WHERE visible_record(record)
RETURN record.key,
  COLLECT { MATCH (proposal:Proposal {left: record.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } +
  COLLECT { MATCH (proposal:Proposal {right: record.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } AS pairs
