// What rules 2 and 4 say: written down by then, in the version known then.
fact.recorded_on <= $known_at AND fact.version <= $known_at AND $known_at < fact.until
