MATCH (judgement:Judgement)
WHERE judgement.method = 'score' OR judgement.earlier IS NOT NULL
RETURN properties(judgement)
