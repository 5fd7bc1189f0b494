// Whose the record `one` was on $known_at.
coalesce(split(last([each IN fact.parts WHERE each >= one.key + '/' AND each <= one.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
