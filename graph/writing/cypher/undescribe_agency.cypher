// An agency that no load describes is known by its id alone.
MATCH (agency:Agency {id: $id})
SET agency.kind = 'other'
REMOVE agency.name, agency.described_on
