EXISTS { MATCH («of»)<-[«to»_about:ABOUT]-(«to»:«label»)
  WHERE coalesce(split(last([each IN «of».parts WHERE each >= «to»_about.record + '/' AND each <= «to»_about.record + '/' + toString($known_at) + '0']), '/')[4], «of».id) = «of»_part AND visible(«to») AND «condition» }
