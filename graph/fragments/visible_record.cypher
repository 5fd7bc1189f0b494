// A record of a person: its agency's own, or carried by a fact of that agency about or involving its person that was shared.
current(fact) AND (fact.agency IN $agencies
  OR EXISTS { MATCH (fact)-[:IDENTIFIES]->(:Person)<-[way:ABOUT|INVOLVED]-(about)-[share:SHARED_WITH]->(told:Agency)
    WHERE about.shared AND about.agency = fact.agency AND (type(way) = 'ABOUT' OR current(way))
      AND told.id IN $agencies AND shared(share) AND recorded(about) })
