// The first statement of every batch: without the turn, nothing may be written.
MATCH (turn:Turn {id: 'write'}) WHERE turn.holder = $holder
SET turn.until = $until
RETURN turn.holder
