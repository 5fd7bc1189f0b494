UNWIND $ids AS id
MATCH (:Person {id: id})-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF]-(:Person)
RETURN DISTINCT type(tie), tie.from_record, tie.to_record, tie.until = $last
