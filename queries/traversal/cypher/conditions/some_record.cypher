// Some visible record of the person that fits.
EXISTS { MATCH («of»)<-[:IDENTIFIES]-(«to»:PersonRecord) WHERE visible_record(«to») AND «condition» }
