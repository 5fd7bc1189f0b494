UNWIND $rows AS row
MATCH (person:Person {id: row[0]})
MATCH (other:«end» {id: row[1]})
CREATE (person)-[:«type» {«stands», «says from 2»}]->(other)
