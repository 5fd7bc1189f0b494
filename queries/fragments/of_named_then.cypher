// Whether the record `r` was of whoever had the record `named` on $known_at.
coalesce(split(last([each IN fact.parts WHERE each >= r.key + '/' AND each <= r.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
 = coalesce(split(last([each IN fact.parts WHERE each >= named.key + '/' AND each <= named.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
