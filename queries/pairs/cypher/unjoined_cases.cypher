// What the lens shows of people who may be somebody else: their records and those of their parents, family, contacts, involvements.
UNWIND $others AS id
asked_person(other)
RETURN subject_id(other) AS subject,
  COLLECT { MATCH (other)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [record_id(other), record_row(r)] } +
  COLLECT { MATCH (other)<-[tie:PARENT_OF]-(parent:Person)<-[:IDENTIFIES]-(r:PersonRecord)
    WHERE parent <> other AND visible_tie(tie) AND visible_record(r) RETURN DISTINCT [record_id(parent), record_row(r)] } AS records,
  COLLECT { MATCH (other)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|RELATED_TO]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { MATCH (other)<-[about:ABOUT]-(k:Contact) WHERE visible(k) RETURN [about_id(other), contact_row(k)] } +
  COLLECT { MATCH (other)<-[part:INVOLVED]-(k:Contact)-[about:ABOUT]->(whom:Person) WHERE current(part) AND visible(k)
    RETURN [about_id(whom), contact_row(k)] } AS contacts,
  COLLECT { MATCH (other)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(who:Person) WHERE current(part) AND visible(k)
    RETURN [k.id, part_id(who), part.part, part.presence] } +
  COLLECT { MATCH (other)<-[part:INVOLVED]-(k:Contact) WHERE current(part) AND visible(k)
    RETURN [k.id, part_id(other), part.part, part.presence] } AS took_part,
  COLLECT { MATCH (other)<-[about:ABOUT]-(i:Involvement) WHERE visible(i) RETURN [about_id(other), involvement_row(i)] } AS involvements
