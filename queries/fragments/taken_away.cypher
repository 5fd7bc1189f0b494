// A version that stood once and stands no more by $known_at, of an agency of the lens; nothing, unless such are asked for ($past).
$past AND fact.agency IN $agencies AND fact.recorded_on <= $known_at AND fact.version <= $known_at AND fact.until <= $known_at
AND coalesce(fact.on, fact.start, $first_day) <= $as_of
