UNWIND $rows AS row
MATCH (parent:«label» {id: row.parent, version: row.version})
MATCH (agency:Agency {id: row.agency})
CREATE (parent)-[fact:«type»]->(agency)
SET fact = row.properties
