MATCH (proposal:Proposal) WHERE proposal.left STARTS WITH $start OR proposal.right STARTS WITH $start
RETURN proposal.left, proposal.right
