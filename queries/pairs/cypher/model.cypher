// The model of the matcher that was trained last.
MATCH (model:MatchModel) RETURN model.settings ORDER BY model.trained_at DESC LIMIT 1
