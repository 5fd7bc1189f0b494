// Their records, and those of their parents.
COLLECT { MATCH (other)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r) RETURN [record_id(other), record_row(r)] } +
  COLLECT { MATCH (other)<-[tie:PARENT_OF]-(parent:Person)<-[:IDENTIFIES]-(r:PersonRecord)
    WHERE parent <> other AND visible_tie(tie) AND visible_record(r) RETURN DISTINCT [record_id(parent), record_row(r)] }
