[(«to»_from)-[«tie»:«type»]->(«to») WHERE tie_from(«tie») = «to»_from_part AND tie_to(«tie») = «to»_part AND visible_tie(«tie») | [«columns»]]
+ [(«to»_from)<-[«tie»:«type»]-(«to») WHERE tie_to(«tie») = «to»_from_part AND tie_from(«tie») = «to»_part AND visible_tie(«tie») | [«columns»]]
