// Whether anything was decided of passing a fact on: its day may be in the period where the fact's own is not.
EXISTS { MATCH (fact)-[:SHARED_WITH|WITHHELD_FROM]->(:Agency) }
