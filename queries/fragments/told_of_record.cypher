// Which agencies of the lens saw this record: those told of a fact of its agency about or involving its person.
[(fact)-[:IDENTIFIES]->(:Person)<-[way:ABOUT|INVOLVED]-(about)-[share:SHARED_WITH]->(told:Agency)
 WHERE about.shared AND about.agency = fact.agency AND (type(way) = 'ABOUT' OR current(way)) AND told.id IN $agencies AND shared(share)
   AND recorded(about) | told.id]
