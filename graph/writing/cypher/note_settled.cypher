// The last day on which anybody became one person: no lens of a later day shows anybody otherwise. (It may be later than it need be.)
MATCH (turn:Turn {id: 'write'}) WHERE coalesce(turn.settled_since < $day, true)
SET turn.settled_since = $day
