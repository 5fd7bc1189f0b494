// By person, the records of theirs that the lens shows and that are proposed with another, or wait for somebody, each with its pairs.
UNWIND $people AS id
asked_person(person)
MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord)
WHERE record_id(person) = id AND visible_record(r)
WITH id, r,
  COLLECT { MATCH (proposal:Proposal {left: r.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } +
  COLLECT { MATCH (proposal:Proposal {right: r.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } +
  COLLECT { MATCH (judgement:Judgement {left: r.key}) WHERE judgement.verdict IN ['open', 'unsure']
    RETURN [judgement.left, judgement.right, judgement.verdict, judgement.reasons, 0.0] } +
  COLLECT { MATCH (judgement:Judgement {right: r.key}) WHERE judgement.verdict IN ['open', 'unsure']
    RETURN [judgement.left, judgement.right, judgement.verdict, judgement.reasons, 0.0] } AS pairs
WHERE size(pairs) > 0
RETURN id, r.key, pairs
