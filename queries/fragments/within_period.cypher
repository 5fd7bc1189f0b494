// Whether any day of a fact is in the period asked about.
coalesce(fact.on, fact.start, $first_day) <= $to AND coalesce(fact.on, fact.end, CASE WHEN fact.start IS NULL THEN fact.on ELSE $to END, $first_day) >= $from
