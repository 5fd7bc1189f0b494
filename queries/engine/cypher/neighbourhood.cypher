// All that the lens shows about each child asked for and those around, for every question about a child: family, household, and
// what was recorded about them (docs/adr/0006). (Lists are made distinct where they are collected: inside a subquery, a WITH would lose the outer variables
// on one engine: docs/adr/0003. The lens is said as seldom as can be, since each time costs a planner: who took part, who is an adult, and what
// reached social care (in the version known then) are read of all contacts, and only those of contacts brought are kept.)
asked_child(child)
WITH child,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person) WHERE not_child(figure) AND visible_tie(tie)
    RETURN DISTINCT figure } AS figures,
  COLLECT { MATCH (child)-[tie:SIBLING_OF]-(named:Person) WHERE not_child(named) AND visible_tie(tie) RETURN DISTINCT named } AS named,
  COLLECT { MATCH (child)<-[one:PARENT_OF]-(:Person)-[other:PARENT_OF]->(half:Person)
    WHERE not_child(half) AND visible_tie(one) AND visible_tie(other) RETURN DISTINCT half } AS halves,
  COLLECT { MATCH (child)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(other:Person)
    WHERE NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household AND not_child(other)
      AND visible_tie(mine) AND visible_tie(theirs)
    RETURN DISTINCT other } AS others
WITH child, figures, others, [child] + figures AS near,
  [each IN named + [half IN halves WHERE NOT half IN named] WHERE NOT each IN figures] AS siblings
WITH child, figures, near, near + siblings AS family, others
WITH child, figures, near, family, family + [other IN others WHERE NOT other IN family] AS people
WITH child, figures, family, people,
  COLLECT { UNWIND family AS person MATCH (person)<-[about:ABOUT]-(k:Contact)
    WHERE (person IN near OR k.kind IN ['referral', 'notification']) AND visible(k) RETURN [about_id(person), contact_row(k)] } AS own,
  COLLECT { UNWIND near AS person MATCH (person)<-[part:INVOLVED]-(k:Contact)-[about:ABOUT]->(whom:Person)
    WHERE current(part) AND visible(k) RETURN [about_id(whom), contact_row(k), part_id(person), part.part, part.presence] } AS together
RETURN
  subject_id(child) AS subject,
  known_to(child) AS known_to,
  COLLECT { UNWIND people AS person MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
    RETURN [record_id(person), record_row(r)] } AS records,
  COLLECT { MATCH (child)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|RELATED_TO]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND figures AS figure MATCH (figure)-[tie:PARENT_OF]->(other:Person)
    WHERE not_child(other) AND visible_tie(tie) RETURN tie_row(tie) } AS ties,
  own + [each IN together | each[0..2]] AS contacts,
  [each IN together | [each[1][0]] + each[2..]] +
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(other:Person) WHERE current(part)
    RETURN [k.id, part_id(other), part.part, part.presence] } AS took_part,
  COLLECT { UNWIND family AS person MATCH (person)<-[about:ABOUT]-(i:Involvement) WHERE visible(i)
    RETURN [about_id(person), involvement_row(i)] } AS involvements,
  COLLECT { UNWIND people AS person MATCH (person)<-[about:ABOUT]-(c:Concern) WHERE c.status <> 'ruled_out' AND visible(c)
    RETURN [about_id(person), concern_row(c)] } AS concerns,
  COLLECT { MATCH (child)-[stay:LIVED_AT]->(place:Address) WHERE visible_tie(stay) RETURN [stay_id(child), place.id, stay_row(stay)] } +
  COLLECT { MATCH (child)-[mine:LIVED_AT]->(place:Address)<-[stay:LIVED_AT]-(other:Person)
    WHERE NOT mine.kind IN $no_household AND NOT stay.kind IN $no_household AND not_child(other)
      AND visible_tie(mine) AND visible_tie(stay)
    RETURN [stay_id(other), place.id, stay_row(stay)] } AS stays,
  COLLECT { UNWIND people AS person MATCH (person) WHERE is_adult(person) RETURN person_ids(person) } +
  COLLECT { MATCH (child)<-[:ABOUT]-(k:Contact)-[:INVOLVED]->(adult:Adult) RETURN DISTINCT person_ids(adult) } AS adults,
  COLLECT { UNWIND family AS person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.kind IN ['referral', 'notification'] AND k.outcome IN ['no_further_action', 'signposted', 'information_only']
      AND current(k) AND (k.agency IN $social_care OR k.referred_to IN $social_care
        OR (k.shared AND EXISTS { MATCH (k)-[share:SHARED_WITH]->(told:Agency) WHERE told.id IN $social_care AND shared(share) }))
    RETURN k.id } AS reached
