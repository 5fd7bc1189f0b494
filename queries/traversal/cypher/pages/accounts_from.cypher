[(«to»_from)-[«tie»:«type»]->(«to») WHERE visible_tie(«tie») | [«columns»]]
