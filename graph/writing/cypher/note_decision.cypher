MATCH (turn:Turn {id: 'write'})
SET turn.decided = $decided
