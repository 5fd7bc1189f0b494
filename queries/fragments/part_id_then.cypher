// Who took part by the edge `part`, as they were on $known_at.
coalesce(split(last([each IN fact.parts WHERE each >= part.record + '/' AND each <= part.record + '/' + toString($known_at) + '0']), '/')[4], fact.id)
