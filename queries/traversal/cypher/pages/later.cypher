// Whether somebody is one person today who by $known_at was not yet, or by a later decision alone; and the state that this is of.
RETURN was_another(turn) AS later,
  COLLECT { MATCH (turn:Turn {id: 'write'}) WHERE turn.holder IS NULL RETURN turn.written } AS written
