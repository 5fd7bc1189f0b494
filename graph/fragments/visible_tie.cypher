// The lens for relationships and stays, which are not shared.
fact.agency IN $agencies AND fact.recorded_on <= $known_at AND fact.version <= $known_at AND $known_at < fact.until
AND coalesce(fact.start, $first_day) <= $as_of
