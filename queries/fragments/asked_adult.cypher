UNWIND $subjects AS asked_id
MATCH (fact:Adult {id: asked_id})
