UNWIND $keys AS key
MATCH (proposal:Proposal {right: key})
RETURN proposal.left, proposal.right, proposal.score, proposal.features, proposal.held_back, proposal.model
