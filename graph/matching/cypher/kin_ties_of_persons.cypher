UNWIND $ids AS id
MATCH (:Person {id: id})-[tie:«type»]-(:Person)
RETURN DISTINCT tie.from_record, tie.to_record, tie.until = $last
