// The lens, rules 2 to 4, of a fact: when it was written down, which version, when it happened.
current(fact) AND coalesce(fact.on, fact.start, $first_day) <= $as_of
