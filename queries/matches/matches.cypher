// The pairs of records that wait for somebody to decide, behind a place, both of them visible; about one person, or everybody.
MATCH (judgement:Judgement)
WHERE judgement.verdict = 'open' AND (judgement.left > $left OR (judgement.left = $left AND judgement.right > $right))
MATCH (one:PersonRecord {key: judgement.left})-[:IDENTIFIES]->(mine:Person)
WHERE visible_record(one)
MATCH (other:PersonRecord {key: judgement.right})-[:IDENTIFIES]->(theirs:Person)
WHERE visible_record(other) AND ($person = '' OR $person = one_id(mine) OR $person = other_id(theirs))
RETURN judgement.reasons AS reasons, one_id(mine) AS left_person, matched_record(one) AS one,
       other_id(theirs) AS right_person, matched_record(other) AS other
ORDER BY judgement.left, judgement.right LIMIT $most
