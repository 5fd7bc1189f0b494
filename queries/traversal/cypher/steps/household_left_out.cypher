// Whether an address that the person has that day is left out of their household, since very many have it.
EXISTS { MATCH («from»)-[mine:LIVED_AT]->(place:Address)
  WHERE NOT mine.kind IN $no_household AND visible_tie(mine)
    AND coalesce(mine.start, $first_day) <= $«on» AND coalesce(known_end(mine) > $«on», true)
    AND COUNT { (place)<-[:LIVED_AT]-() } > $most_stays }
