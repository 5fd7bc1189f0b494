// Everyone to whom the person has a visible edge of this type, ended or not.
MATCH («from»)-[tie:«type»]->(«to»:Person)
WHERE «to» <> «from» AND visible_tie(tie) AND «condition»
WITH DISTINCT «from» AS «to»_from, «to»
