// Contacts about them, and those in which they took part.
COLLECT { MATCH (other)<-[about:ABOUT]-(k:Contact) WHERE visible(k) RETURN [about_id(other), contact_row(k)] } +
  COLLECT { MATCH (other)<-[part:INVOLVED]-(k:Contact)-[about:ABOUT]->(whom:Person) WHERE current(part) AND visible(k)
    RETURN [about_id(whom), contact_row(k)] }
