// Who belongs to somebody: brothers and sisters as an edge says, or a parent in common (never a step-parent); and who lives where they
// live on the day asked about.
UNWIND $people AS id
asked_person(person)
RETURN
  COLLECT { MATCH (person)-[tie:SIBLING_OF]-(:Person) WHERE visible_tie(tie) RETURN DISTINCT [tie_from(tie), tie_to(tie)] } AS siblings,
  COLLECT { MATCH (person)<-[tie:PARENT_OF]-(:Person) WHERE tie.kind <> 'step_parent' AND visible_tie(tie)
    RETURN DISTINCT [tie_from(tie), tie_to(tie)] } AS parents,
  COLLECT { MATCH (person)<-[:PARENT_OF]-(:Person)-[tie:PARENT_OF]->(:Person) WHERE tie.kind <> 'step_parent' AND visible_tie(tie)
    RETURN DISTINCT [tie_from(tie), tie_to(tie)] } AS families,
  COLLECT { MATCH (person)-[about:LIVED_AT]->(:Address)<-[stay:LIVED_AT]-(other:Person)
    WHERE NOT about.kind IN $no_household AND NOT stay.kind IN $no_household AND visible_tie(about) AND visible_tie(stay)
      AND known_end(about) IS NULL AND known_end(stay) IS NULL
    RETURN DISTINCT [about_id(person), stay_id(other)] } AS household
