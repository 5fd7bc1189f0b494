EXISTS { MATCH («of»)<-[:IDENTIFIES]-(«to»:PersonRecord)
  WHERE coalesce(split(last([each IN «of».parts WHERE each >= «to».key + '/' AND each <= «to».key + '/' + toString($known_at) + '0']), '/')[4], «of».id) = «of»_part AND visible_record(«to») AND «condition» }
