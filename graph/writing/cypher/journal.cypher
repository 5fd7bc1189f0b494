UNWIND $loads AS load
MATCH (journal:Journal {load: load})
RETURN journal.entries
