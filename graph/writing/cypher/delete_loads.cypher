UNWIND $ids AS id
MATCH (load:Load {id: id}) WHERE load.finished_at IS NULL
DELETE load
