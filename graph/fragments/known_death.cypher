// The date of death, as far as it was known; else null.
CASE WHEN fact.date_of_death <= $as_of AND fact.date_of_death <= $known_at THEN fact.date_of_death END
