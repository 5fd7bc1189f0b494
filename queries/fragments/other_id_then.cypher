// Whose the record `other` was on $known_at.
coalesce(split(last([each IN fact.parts WHERE each >= other.key + '/' AND each <= other.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
