UNWIND $rows AS row
CREATE (:Journal {id: row[0], load: row[1], entries: row[2]})
