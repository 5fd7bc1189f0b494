// A record of a person: its agency's own, or carried by a fact of that agency about or involving its person that was shared.
fact.recorded_on <= $known_at AND fact.version <= $known_at AND $known_at < fact.until
AND (fact.agency IN $agencies OR EXISTS { MATCH (fact)-[:IDENTIFIES]->(:Person)<-[way:ABOUT|INVOLVED]-(about)
    WHERE about.shared AND about.agency = fact.agency AND (type(way) = 'ABOUT' OR current(way)) AND visible(about) })
