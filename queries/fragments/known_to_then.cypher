// The same of each whom the person was on $known_at: agency and id.
COLLECT { MATCH (fact)<-[about:ABOUT]-(known) WHERE known.agency IN $agencies AND recorded(known)
    RETURN DISTINCT [known.agency, about_id(fact)] } +
COLLECT { MATCH (fact)-[stay:LIVED_AT]->() WHERE visible_tie(stay) RETURN DISTINCT [stay.agency, stay_id(fact)] } +
COLLECT { MATCH (fact)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]->() WHERE visible_tie(tie)
    RETURN DISTINCT [tie.agency, tie_from(tie)] } +
COLLECT { MATCH (fact)<-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-() WHERE visible_tie(tie)
    RETURN DISTINCT [tie.agency, tie_to(tie)] }
