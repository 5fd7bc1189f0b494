// A record of a person as judges are shown it, but for who was told of it.
[fact.key, fact.agency, [], toString(fact.recorded_on), toString(fact.date_of_birth),
 fact.date_of_birth_precision, fact.date_of_birth_kind, toString(known_death(fact)), fact.sex, fact.ethnicity,
 fact.interpreter_needed]
