// The agencies of the lens with a fact of their own about a person (beside their records of them).
COLLECT { MATCH (fact)<-[:ABOUT]-(known) WHERE known.agency IN $agencies AND recorded(known) RETURN DISTINCT known.agency } +
COLLECT { MATCH (fact)-[tie:LIVED_AT|PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-() WHERE visible_tie(tie)
    RETURN DISTINCT tie.agency }
