// Whose the record `r` was on $known_at.
coalesce(split(last([each IN fact.parts WHERE each >= r.key + '/' AND each <= r.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
