// The next so many pairs that the matcher proposes behind a place, and whether the lens shows both records. In order first, which an
// index gives, and looked at then: a page costs what is on it, and not what is behind it (docs/adr/0051).
MATCH (proposal:Proposal)
WHERE proposal.left >= $left AND (proposal.left > $left OR proposal.right > $right) AND proposal.band IN $stored
  AND (size($of) = 0 OR split(proposal.left, '/')[0] IN $of OR split(proposal.right, '/')[0] IN $of)
WITH proposal ORDER BY proposal.left, proposal.right LIMIT $most
RETURN proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score,
  EXISTS { MATCH (one:PersonRecord {key: proposal.left}) WHERE visible_record(one) }
  AND EXISTS { MATCH (other:PersonRecord {key: proposal.right}) WHERE visible_record(other) } AS seen
ORDER BY proposal.left, proposal.right
