// Who took part in contacts about them, and their own part in others'.
COLLECT { MATCH (other)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(who:Person) WHERE current(part) AND visible(k)
    RETURN [k.id, part_id(who), part.part, part.presence] } +
  COLLECT { MATCH (other)<-[part:INVOLVED]-(k:Contact) WHERE current(part) AND visible(k)
    RETURN [k.id, part_id(other), part.part, part.presence] }
