UNWIND $ids AS id CREATE (:Person:Child {id: id})
