// Which agencies of the lens a fact was shared with.
CASE WHEN fact.shared THEN [(fact)-[share:SHARED_WITH]->(told:Agency) WHERE told.id IN $agencies AND shared(share) | told.id] ELSE [] END
