// Their family.
COLLECT { MATCH (other)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|RELATED_TO]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) }
