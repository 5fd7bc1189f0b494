UNWIND $ids AS id
MATCH (judgement:Judgement {id: id})
RETURN properties(judgement)
