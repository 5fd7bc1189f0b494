// Who lived there by the edge `stay`, as they were on $known_at.
coalesce(split(last([each IN fact.parts WHERE each >= stay.record + '/' AND each <= stay.record + '/' + toString($known_at) + '0']), '/')[4], fact.id)
