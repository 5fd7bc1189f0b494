UNWIND [(«from»)-[tie:«type»]->(other:Person) WHERE tie_from(tie) = «from»_part AND visible_tie(tie) | [other, tie_to(tie)]]
  + [(«from»)<-[tie:«type»]-(other:Person) WHERE tie_to(tie) = «from»_part AND visible_tie(tie) | [other, tie_from(tie)]] AS found
WITH DISTINCT «from» AS «to»_from, «from»_part AS «to»_from_part, found[0] AS «to», found[1] AS «to»_part
WHERE «to»_part <> «to»_from_part AND «condition»
WITH «to»_from, «to»_from_part, «to», «to»_part
