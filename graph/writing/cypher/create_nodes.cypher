MATCH (agency:Agency {id: $agency})
UNWIND $rows AS row
MATCH (person:Person {id: row[0]})
CREATE (fact:«label» {«stands», «says from 2»})-[:ABOUT {record: row[1]}]->(person)
CREATE (fact)-[:BY]->(agency)
