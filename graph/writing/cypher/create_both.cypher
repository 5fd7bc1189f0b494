UNWIND $ids AS id CREATE (:Person:Child:Adult {id: id})
