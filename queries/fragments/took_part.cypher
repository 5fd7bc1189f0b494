// Who else took part in a contact, in which part, and whether they were seen.
[(fact)-[part:INVOLVED]->(other:Person) WHERE current(part) | [part_id(other), part.part, part.presence]]
