// The end of a spell, as far as it was known; else null, and the spell counts as open.
CASE WHEN fact.end <= $as_of AND fact.end_recorded_on <= $known_at THEN fact.end END
