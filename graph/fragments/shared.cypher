// A share counts from its day on, in the version known then.
fact.on <= $known_at AND fact.version <= $known_at AND $known_at < fact.until
