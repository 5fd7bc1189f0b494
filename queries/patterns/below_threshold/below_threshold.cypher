// Referrals and notifications that reached social care and ended in nothing more (decided here: whom they reached does not
// depend on the lens), about the child or, for the family, its siblings too; and the involvements that can rule the child out.
subject(child)
WITH child,
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(named:Person) WHERE $scope = 'family' AND visible_tie(tie)
    RETURN DISTINCT named } AS named,
  COLLECT { MATCH (child)<-[one:PARENT_OF]-(:Person)-[other:PARENT_OF]->(half:Person)
    WHERE $scope = 'family' AND half <> child AND one.kind <> 'step_parent' AND other.kind <> 'step_parent'
      AND visible_tie(one) AND visible_tie(other)
    RETURN DISTINCT half } AS halves
WITH child, [child] + named + halves AS people
WITH child, people,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.kind IN ['referral', 'notification'] AND k.outcome IN ['no_further_action', 'signposted', 'information_only']
      AND k.on > $since AND visible(k)
      AND (k.agency IN $social_care OR k.referred_to IN $social_care
        OR (k.shared AND EXISTS { MATCH (k)-[share:SHARED_WITH]->(told:Agency) WHERE told.id IN $social_care AND shared(share) }))
    RETURN [person.id, contact_row(k)] } AS contacts
WHERE size(contacts) >= $min_contacts
RETURN
  child.id AS subject,
  COLLECT { MATCH (child)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [child.id, record_row(r)] } AS records,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[tie:PARENT_OF|SIBLING_OF]-(:Person)
    WHERE $scope = 'family' AND visible_tie(tie) RETURN tie_row(tie) } AS ties,
  contacts AS contacts,
  [each IN contacts | each[1][0]] AS reached,
  COLLECT { UNWIND people AS person WITH DISTINCT person MATCH (person)<-[:ABOUT]-(i:Involvement)
    WHERE i.kind IN ['assessment', 'section_47', 'child_in_need', 'child_protection_plan', 'looked_after'] AND visible(i)
    RETURN [person.id, involvement_row(i)] } AS involvements
