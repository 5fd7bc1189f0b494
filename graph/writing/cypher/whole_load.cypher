MATCH (load:Load {id: $id}) RETURN properties(load)
