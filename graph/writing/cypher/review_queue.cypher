MATCH (judgement:Judgement) WHERE judgement.verdict = 'unsure'
MATCH (left:PersonRecord {key: judgement.left}) WHERE left.version >= $first_day AND left.latest
MATCH (right:PersonRecord {key: judgement.right}) WHERE right.version >= $first_day AND right.latest
RETURN judgement.left, judgement.right, judgement.reason, properties(left), properties(right)
ORDER BY judgement.left, judgement.right
