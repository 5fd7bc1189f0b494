// What the graph keeps of two records: what is proposed, what was decided or waits, and the other visible records of their persons.
CALL () { MATCH (proposal:Proposal {left: $left}) WHERE proposal.right = $right
  RETURN collect([proposal.band, proposal.held_back, proposal.score]) AS proposals }
CALL () { MATCH (judgement:Judgement {left: $left}) WHERE judgement.right = $right
  RETURN collect([judgement.verdict, judgement.reasons, judgement.reason, judgement.decided_by, toString(judgement.decided_on)])
    AS judgements }
CALL () { MATCH (named:PersonRecord)-[:IDENTIFIES]->(person:Person)<-[:IDENTIFIES]-(r:PersonRecord)
  WHERE named.key IN [$left, $right] AND of_named(person) AND visible_record(named) AND visible_record(r)
  RETURN collect(DISTINCT r.key) AS around }
RETURN proposals, judgements, around
