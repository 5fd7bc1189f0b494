UNWIND $rows AS row
MATCH (parent:«label» {id: row.parent}) WHERE parent.version >= $first_day
MATCH (agency:Agency {id: row.agency})
CREATE (parent)-[fact:«type»]->(agency)
SET fact = row.properties
