MATCH (turn:Turn {id: 'write'}) WHERE turn.holder = $holder DELETE turn
