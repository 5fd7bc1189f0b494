// Those with a visible SIBLING_OF edge, or with a parent (not step_parent) in common by visible edges.
UNWIND [(«from»)-[tie:«type»]-(sibling:Person) WHERE sibling <> «from» AND visible_tie(tie) | sibling]
  + [(«from»)<-[own:PARENT_OF]-(:Person)-[their:PARENT_OF]->(sibling:Person)
     WHERE sibling <> «from» AND own.kind <> 'step_parent' AND their.kind <> 'step_parent'
       AND visible_tie(own) AND visible_tie(their) | sibling] AS «to»
WITH DISTINCT «from» AS «to»_from, «to» WHERE «condition»
WITH «to»_from, «to»
