// What was written is told apart from all that was there before.
MATCH (turn:Turn {id: 'write'}) WHERE turn.holder = $holder
SET turn.until = 0, turn.written = $written
REMOVE turn.holder
