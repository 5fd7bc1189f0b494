// Who was the other on $known_at.
coalesce(split(last([each IN endNode(fact).parts WHERE each >= fact.to_record + '/' AND each <= fact.to_record + '/' + toString($known_at) + '0']), '/')[4], endNode(fact).id)
