EXISTS { MATCH («from»)-[mine:LIVED_AT]->(place:Address)
  WHERE coalesce(split(last([each IN «from».parts WHERE each >= mine.record + '/' AND each <= mine.record + '/' + toString($known_at) + '0']), '/')[4], «from».id) = «from»_part
    AND NOT mine.kind IN $no_household AND visible_tie(mine)
    AND coalesce(mine.start, $first_day) <= $«on» AND coalesce(known_end(mine) > $«on», true)
    AND COUNT { (place)<-[:LIVED_AT]-() } > $most_stays }
