// The model trained last; how many records and proposals there are, counted no further than matters.
OPTIONAL MATCH (model:MatchModel)
WITH model ORDER BY model.trained_at DESC LIMIT 1
CALL (model) { MATCH (record:PersonRecord) WITH record LIMIT $most RETURN count(record) AS records }
CALL (model) { MATCH (proposal:Proposal) WITH proposal LIMIT 1 RETURN count(proposal) AS proposals }
RETURN model.settings, records, proposals
