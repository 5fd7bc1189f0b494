// What identity rests on in a record, in the order in which `graph.writing.persons.clusters` reads it (IDENTITY_PROPERTIES).
[fact.nhs_number, fact.upn, fact.other_ids, fact.sex, fact.date_of_birth, fact.date_of_birth_precision, fact.date_of_birth_kind,
 CASE WHEN fact.sealed THEN 'sealed' ELSE fact.sensitivity END, fact.given_names, fact.family_name, fact.other_names, fact.replacements]
