UNWIND $ids AS id MERGE (:Word {id: id})
