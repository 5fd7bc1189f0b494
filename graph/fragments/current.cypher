// What rules 2 to 4 say of an edge that belongs to a visible fact (who took part).
fact.recorded_on <= $known_at AND fact.version <= $known_at AND $known_at < fact.until
