UNWIND $ids AS id CREATE (:Person:Adult {id: id})
