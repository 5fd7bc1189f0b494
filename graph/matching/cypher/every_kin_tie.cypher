MATCH (:Person)-[tie:«type»]->(:Person)
RETURN tie.from_record, tie.to_record, tie.until = $last
