// Whether the record `r` was of whoever had the record `named` on $known_at.
// How whose a record was is read of `parts`: see the fragment visible_record_then.
coalesce(split(last([each IN fact.parts WHERE each >= r.key + '/' AND each <= r.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
 = coalesce(split(last([each IN fact.parts WHERE each >= named.key + '/' AND each <= named.key + '/' + toString($known_at) + '0']), '/')[4], fact.id)
