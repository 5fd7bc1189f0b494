// What the lens shows of people who may be somebody else: their records and those of their parents, family, contacts, involvements.
UNWIND $others AS id
MATCH (other:Person {id: id})
RETURN other.id AS subject,
  COLLECT { MATCH (other)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [other.id, record_row(r)] } +
  COLLECT { MATCH (other)<-[tie:PARENT_OF]-(parent:Person)<-[:IDENTIFIES]-(r:PersonRecord)
    WHERE parent <> other AND visible_tie(tie) AND visible_record(r) RETURN DISTINCT [parent.id, record_row(r)] } AS records,
  COLLECT { MATCH (other)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|RELATED_TO]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { MATCH (other)<-[:ABOUT]-(k:Contact) WHERE visible(k) RETURN [other.id, contact_row(k)] } +
  COLLECT { MATCH (other)<-[part:INVOLVED]-(k:Contact)-[:ABOUT]->(whom:Person) WHERE current(part) AND visible(k)
    RETURN [whom.id, contact_row(k)] } AS contacts,
  COLLECT { MATCH (other)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(who:Person) WHERE current(part) AND visible(k)
    RETURN [k.id, who.id, part.part, part.presence] } +
  COLLECT { MATCH (other)<-[part:INVOLVED]-(k:Contact) WHERE current(part) AND visible(k)
    RETURN [k.id, other.id, part.part, part.presence] } AS took_part,
  COLLECT { MATCH (other)<-[:ABOUT]-(i:Involvement) WHERE visible(i) RETURN [other.id, involvement_row(i)] } AS involvements
