// A doubt about a record that is not there any more; what somebody decided stays.
UNWIND $ids AS id
MATCH (judgement:Judgement) WHERE judgement.verdict = 'open' AND (judgement.left = id OR judgement.right = id)
DELETE judgement
