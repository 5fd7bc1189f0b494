// The facts with these ids that the lens shows, of the kinds that can be shared: what each agency could know them by.
UNWIND $ids AS id
MATCH (k:Contact {id: id}) WHERE visible(k)
RETURN 'contact' AS kind, knowledge_row(k) AS found
UNION ALL
UNWIND $ids AS id
MATCH (k:Involvement {id: id}) WHERE visible(k)
RETURN 'involvement' AS kind, knowledge_row(k) AS found
UNION ALL
UNWIND $ids AS id
MATCH (k:Concern {id: id}) WHERE visible(k)
RETURN 'concern' AS kind, knowledge_row(k) AS found
UNION ALL
UNWIND $ids AS id
MATCH (k:Strength {id: id}) WHERE visible(k)
RETURN 'strength' AS kind, knowledge_row(k) AS found
