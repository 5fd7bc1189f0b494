// Whom a fact was about on $known_at, by the edge `about` that leads to them: of whom its record was then (graph.identity.history).
// How whose a record was is read of `parts`: see the fragment visible_record_then.
coalesce(split(last([each IN fact.parts WHERE each >= about.record + '/' AND each <= about.record + '/' + toString($known_at) + '0']), '/')[4], fact.id)
