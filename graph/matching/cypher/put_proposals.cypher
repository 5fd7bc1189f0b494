UNWIND $rows AS row
MERGE (proposal:Proposal {id: row.id})
SET proposal = row
