COLLECT { MATCH («of»)<-[:IDENTIFIES]-(record:PersonRecord)
  WHERE coalesce(split(last([each IN «of».parts WHERE each >= record.key + '/' AND each <= record.key + '/' + toString($known_at) + '0']), '/')[4], «of».id) = «of»_part AND visible_record(record)
  RETURN [record.key, toString(record.recorded_on), record.given_names, record.family_name, toString(record.date_of_birth),
          record.date_of_birth_precision, record.date_of_birth_kind, toString(known_death(record))] }
