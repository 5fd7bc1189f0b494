MATCH (turn:Turn {id: 'write'})
SET turn.rights_due = ''
