MATCH (judgement:Judgement)
RETURN judgement.left, judgement.right, judgement.verdict, judgement.decided_by, judgement.decided_on, judgement.method,
       judgement.score
