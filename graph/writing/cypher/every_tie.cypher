MATCH (place:Address) WHERE place.uprns IS NOT NULL
RETURN place.uprns
