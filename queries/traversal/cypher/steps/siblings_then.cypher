UNWIND [(«from»)-[tie:«type»]->(sibling:Person) WHERE tie_from(tie) = «from»_part AND visible_tie(tie) | [sibling, tie_to(tie)]]
  + [(«from»)<-[tie:«type»]-(sibling:Person) WHERE tie_to(tie) = «from»_part AND visible_tie(tie) | [sibling, tie_from(tie)]]
  + [(«from»)<-[own:PARENT_OF]-(:Person)-[their:PARENT_OF]->(sibling:Person)
     WHERE tie_to(own) = «from»_part AND tie_from(own) = tie_from(their)
       AND own.kind <> 'step_parent' AND their.kind <> 'step_parent'
       AND visible_tie(own) AND visible_tie(their) | [sibling, tie_to(their)]] AS found
WITH DISTINCT «from» AS «to»_from, «from»_part AS «to»_from_part, found[0] AS «to», found[1] AS «to»_part
WHERE «to»_part <> «to»_from_part AND «condition»
WITH «to»_from, «to»_from_part, «to», «to»_part
