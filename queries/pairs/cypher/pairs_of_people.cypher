// By person, the records of theirs that the lens shows, each with the pairs in which it is proposed, or waits for somebody.
UNWIND $people AS id
MATCH (person:Person {id: id})<-[:IDENTIFIES]-(record:PersonRecord)
WHERE visible_record(record)
RETURN person.id, record.key,
  COLLECT { MATCH (proposal:Proposal {left: record.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } +
  COLLECT { MATCH (proposal:Proposal {right: record.key})
    RETURN [proposal.left, proposal.right, proposal.band, proposal.held_back, proposal.score] } +
  COLLECT { MATCH (judgement:Judgement {left: record.key}) WHERE judgement.verdict IN ['open', 'unsure']
    RETURN [judgement.left, judgement.right, judgement.verdict, judgement.reasons, 0.0] } +
  COLLECT { MATCH (judgement:Judgement {right: record.key}) WHERE judgement.verdict IN ['open', 'unsure']
    RETURN [judgement.left, judgement.right, judgement.verdict, judgement.reasons, 0.0] } AS pairs
