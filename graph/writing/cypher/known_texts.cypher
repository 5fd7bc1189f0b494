UNWIND $texts AS text
MATCH (place:Address {id: 'text:' + text})
RETURN text, place.uprns
