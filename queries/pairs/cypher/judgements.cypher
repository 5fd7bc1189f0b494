// The next so many pairs behind a place that wait for somebody to decide, or of which somebody could not tell, and whether the lens
// shows both records. In order first, and looked at then: as in proposals.cypher.
MATCH (judgement:Judgement)
WHERE judgement.left >= $left AND (judgement.left > $left OR judgement.right > $right) AND judgement.verdict IN $stored
  AND (size($of) = 0 OR split(judgement.left, '/')[0] IN $of OR split(judgement.right, '/')[0] IN $of)
WITH judgement ORDER BY judgement.left, judgement.right LIMIT $most
RETURN judgement.left, judgement.right, judgement.verdict, judgement.reasons, 0.0,
  EXISTS { MATCH (one:PersonRecord {key: judgement.left}) WHERE visible_record(one) }
  AND EXISTS { MATCH (other:PersonRecord {key: judgement.right}) WHERE visible_record(other) } AS seen
ORDER BY judgement.left, judgement.right
