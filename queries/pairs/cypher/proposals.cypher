// The pairs of records that the matcher proposes, behind a place, where the lens shows both.
MATCH (proposal:Proposal)
WHERE proposal.left > $left OR (proposal.left = $left AND proposal.right > $right)
MATCH (one:PersonRecord {key: proposal.left}) WHERE visible_record(one)
MATCH (other:PersonRecord {key: proposal.right})
WHERE visible_record(other) AND (size($of) = 0 OR one.agency IN $of OR other.agency IN $of)
RETURN proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score
ORDER BY proposal.left, proposal.right LIMIT $most
