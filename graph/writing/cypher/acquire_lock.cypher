// One writer at a time: the turn is free, has lapsed, is ours already, or was held by somebody who is known to be gone.
MERGE (turn:Turn {id: 'write'})
WITH turn
WHERE turn.holder IS NULL OR turn.until < $now OR turn.holder = $holder OR turn.holder = $gone
SET turn.holder = $holder, turn.until = $until
RETURN turn.holder, turn.rights_due
