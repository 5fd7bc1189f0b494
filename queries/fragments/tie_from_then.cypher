// Who was the first of the two on $known_at.
coalesce(split(last([each IN startNode(fact).parts WHERE each >= fact.from_record + '/' AND each <= fact.from_record + '/' + toString($known_at) + '0']), '/')[4], startNode(fact).id)
