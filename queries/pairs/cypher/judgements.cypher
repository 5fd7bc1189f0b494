// The pairs of records that wait for somebody to decide, or of which somebody could not tell, behind a place, where the lens shows both.
MATCH (judgement:Judgement)
WHERE judgement.verdict IN $verdicts
  AND (judgement.left > $left OR (judgement.left = $left AND judgement.right > $right))
MATCH (one:PersonRecord {key: judgement.left}) WHERE visible_record(one)
MATCH (other:PersonRecord {key: judgement.right})
WHERE visible_record(other) AND (size($of) = 0 OR one.agency IN $of OR other.agency IN $of)
RETURN judgement.left, judgement.right, judgement.verdict, judgement.reasons, 0.0
ORDER BY judgement.left, judgement.right LIMIT $most
