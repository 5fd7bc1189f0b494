MATCH (word:Word)
RETURN word.id, COUNT { (word)<-[:CALLED]-() } AS names, COUNT { (word)<-[:SPELT]-() } AS addresses
