// The same, where the person was the same on $known_at.
[(fact)-[:IDENTIFIES]->(whose:Person)<-[way:ABOUT|INVOLVED]-(shown)-[share:SHARED_WITH]->(told:Agency)
 WHERE shown.shared AND shown.agency = fact.agency AND (type(way) = 'ABOUT' OR current(way)) AND told.id IN $agencies AND shared(share)
   AND recorded(shown)
   AND coalesce(split(last([each IN whose.parts WHERE each >= fact.key + '/' AND each <= fact.key + '/' + toString($known_at) + '0']), '/')[4], whose.id)
     = coalesce(split(last([each IN whose.parts WHERE each >= way.record + '/' AND each <= way.record + '/' + toString($known_at) + '0']), '/')[4], whose.id) | told.id]
