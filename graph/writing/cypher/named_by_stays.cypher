// Of texts and addresses, the pairs that a stay has: a stay of that text at that address.
UNWIND $rows AS row
MATCH (:Address {id: row[1]})<-[fact:LIVED_AT]-() WHERE fact.place = row[0]
RETURN DISTINCT row[0], row[1]
