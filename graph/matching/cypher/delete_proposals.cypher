UNWIND $ids AS id MATCH (proposal:Proposal {id: id}) DELETE proposal
