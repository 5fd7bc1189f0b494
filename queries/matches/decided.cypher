// What somebody decided of pairs of records, behind a place, both of them visible and neither sealed since; of one person, or everybody.
MATCH (judgement:Judgement)
WHERE judgement.verdict <> 'open' AND ($verdict = '' OR judgement.verdict = $verdict)
  AND (judgement.left > $left OR (judgement.left = $left AND judgement.right > $right))
MATCH (one:PersonRecord {key: judgement.left})-[:IDENTIFIES]->(mine:Person)
WHERE visible_record(one)
MATCH (other:PersonRecord {key: judgement.right})-[:IDENTIFIES]->(theirs:Person)
WHERE visible_record(other)
  AND NOT EXISTS { UNWIND [judgement.left, judgement.right] AS key MATCH (sealed:PersonRecord {key: key})
    WHERE sealed.sensitivity = 'sealed' }
  AND ($person = '' OR $person = mine.id OR $person = theirs.id)
RETURN judgement.left, mine.id, judgement.right, theirs.id, judgement.verdict, judgement.method, judgement.score,
       judgement.reason, judgement.decided_by, toString(judgement.decided_on)
ORDER BY judgement.left, judgement.right LIMIT $most
