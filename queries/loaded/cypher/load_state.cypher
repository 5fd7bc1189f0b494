// How far loading has come: how many loads are whole, when the last of them was, and until when somebody has the turn to write.
CALL () { MATCH (load:Load) WHERE load.finished_at IS NOT NULL RETURN count(load) AS whole, max(load.finished_at) AS latest }
CALL () { MATCH (turn:Turn) RETURN max(turn.until) AS until }
RETURN whole, latest, until
