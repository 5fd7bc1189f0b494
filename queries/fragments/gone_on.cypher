// The day from which a version stands no more, as far as $known_at; else null.
CASE WHEN fact.until <= $known_at THEN toString(fact.until) END
