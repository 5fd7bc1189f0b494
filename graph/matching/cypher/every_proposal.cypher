MATCH (proposal:Proposal)
RETURN proposal.left, proposal.right, proposal.score, proposal.features, proposal.held_back, proposal.model
