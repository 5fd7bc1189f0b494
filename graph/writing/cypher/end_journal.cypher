// What a load displaced is not to be put back once it is whole, or was given up.
UNWIND $ids AS id
MATCH (journal:Journal {load: id})
DELETE journal
