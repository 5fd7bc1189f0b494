// The lens for relationships and stays, which are not shared.
fact.agency IN $agencies AND current(fact) AND coalesce(fact.start, $first_day) <= $as_of
