MATCH (:Person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF]->(:Person)
RETURN 'tie' AS kind, [type(tie), tie.from_record, tie.to_record, tie.until = $last] AS row
