MATCH (turn:Turn {id: 'write'}) RETURN turn.holder, turn.until
