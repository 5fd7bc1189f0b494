// A record of a person as they were on $known_at: what is shared about others who are one with them today tells nothing of it.
// Parts are sorted, `record key/day/id`. Since '0' comes right after '/', `key/day` + '0' is behind every entry of that day and
// before those of the next: the last one that is not greater says whose the record was. (A key has three parts itself, so the id
// is [4].)
current(fact) AND (fact.agency IN $agencies
  OR EXISTS { MATCH (fact)-[:IDENTIFIES]->(whose:Person)<-[way:ABOUT|INVOLVED]-(shown)-[share:SHARED_WITH]->(told:Agency)
    WHERE shown.shared AND shown.agency = fact.agency AND (type(way) = 'ABOUT' OR current(way))
      AND told.id IN $agencies AND shared(share) AND recorded(shown)
      AND coalesce(split(last([each IN whose.parts WHERE each >= fact.key + '/' AND each <= fact.key + '/' + toString($known_at) + '0']), '/')[4], whose.id)
        = coalesce(split(last([each IN whose.parts WHERE each >= way.record + '/' AND each <= way.record + '/' + toString($known_at) + '0']), '/')[4], whose.id) })
