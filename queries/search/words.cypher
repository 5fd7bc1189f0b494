MATCH (word:Word)
RETURN word.id
