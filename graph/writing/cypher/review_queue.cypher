MATCH (judgement:Judgement) WHERE judgement.verdict = 'unsure'
MATCH (left:PersonRecord {key: judgement.left}) WHERE left.latest
MATCH (right:PersonRecord {key: judgement.right}) WHERE right.latest
RETURN judgement.left, judgement.right, judgement.reason, properties(left), properties(right)
ORDER BY judgement.left, judgement.right
