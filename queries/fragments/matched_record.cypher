// A record of a person as `queries.matches` shows one side of a possible match.
[fact.key, fact.agency, fact.given_names, fact.family_name, fact.other_names, toString(fact.date_of_birth),
 fact.date_of_birth_precision, fact.date_of_birth_kind, fact.sex, fact.nhs_number, fact.upn, fact.other_ids, fact.latest]
