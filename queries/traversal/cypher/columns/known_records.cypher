// What a person's name, age and death are read from: all of their visible records.
COLLECT { MATCH («of»)<-[:IDENTIFIES]-(record:PersonRecord) WHERE visible_record(record)
  RETURN [record.key, toString(record.recorded_on), record.given_names, record.family_name, toString(record.date_of_birth),
          record.date_of_birth_precision, record.date_of_birth_kind, toString(known_death(record))] }
