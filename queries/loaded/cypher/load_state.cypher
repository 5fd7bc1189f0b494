// How far loading has come: how many loads are whole, when the last of them was, until when somebody has the turn to write, and which
// decision about who is one person was the last.
CALL () { MATCH (load:Load) WHERE load.finished_at IS NOT NULL RETURN count(load) AS whole, max(load.finished_at) AS latest }
CALL () { MATCH (turn:Turn) RETURN max(turn.until) AS until, max(turn.decided) AS decided }
RETURN whole, latest, until, decided
