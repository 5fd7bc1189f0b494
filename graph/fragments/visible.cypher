// docs/model.md, "The lens", rules 1 to 4: whose fact it is or with whom it was shared, when it was written down, when it happened, which version.
(fact.agency IN $agencies OR (fact.shared AND EXISTS { MATCH (fact)-[share:SHARED_WITH]->(told:Agency)
    WHERE told.id IN $agencies AND shared(share) }))
AND recorded(fact)
