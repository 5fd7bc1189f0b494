// Adults, of whom the concerns asked about are known, and the children whom they parent, care for or lived with, or whose parent's partner
// they are; how those children are related to one another.
subject(adult)
WHERE NOT $only_with_concern OR EXISTS { MATCH (adult)<-[:ABOUT]-(c:Concern)
    WHERE c.factor IN $factors AND c.status <> 'ruled_out' AND visible(c) }
WITH adult,
  COLLECT { MATCH (adult)-[tie:PARENT_OF|CARES_FOR]->(kid:Child) WHERE not_adult(kid) AND visible_tie(tie) RETURN DISTINCT kid } AS own,
  COLLECT { MATCH (adult)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(kid:Child)
    WHERE NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household AND not_adult(kid)
      AND visible_tie(mine) AND visible_tie(theirs)
    RETURN DISTINCT kid } AS lived_with,
  COLLECT { MATCH (adult)-[tie:PARTNER_OF]-(partner:Person)-[theirs:PARENT_OF]->(kid:Child)
    WHERE not_adult(partner) AND not_adult(kid) AND visible_tie(tie) AND visible_tie(theirs)
    RETURN DISTINCT kid } AS of_partners
WITH adult, own, [kid IN lived_with WHERE NOT kid IN own] AS lived_with, of_partners
WITH adult, own + lived_with AS near, of_partners
WITH adult, near + [kid IN of_partners WHERE NOT kid IN near] AS children
WHERE several(children)
RETURN
  subject_id(adult) AS subject,
  COLLECT { UNWIND [adult] + children AS person MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
    RETURN [record_id(person), record_row(r)] } AS records,
  COLLECT { MATCH (adult)-[tie:PARTNER_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND children AS kid MATCH (kid)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } +
  COLLECT { UNWIND children AS kid MATCH (kid)-[tie:SIBLING_OF]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { UNWIND [adult] + children AS person MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE NOT stay.kind IN $no_household AND visible_tie(stay) RETURN [stay_id(person), place.id, stay_row(stay)] } AS stays,
  COLLECT { MATCH (adult)<-[about:ABOUT]-(c:Concern)
    WHERE c.factor IN $factors AND c.status <> 'ruled_out' AND visible(c) RETURN [about_id(adult), concern_row(c)] } AS concerns
