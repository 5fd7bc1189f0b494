UNWIND $subjects AS asked_id
MATCH (fact:Child {id: asked_id})
