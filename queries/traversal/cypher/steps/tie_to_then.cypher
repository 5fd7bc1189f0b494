MATCH («from»)<-[tie:«type»]-(«to»:Person)
WHERE tie_to(tie) = «from»_part AND tie_from(tie) <> «from»_part AND visible_tie(tie)
WITH DISTINCT «from» AS «to»_from, «from»_part AS «to»_from_part, «to», tie_from(tie) AS «to»_part
WHERE «condition»
WITH «to»_from, «to»_from_part, «to», «to»_part
