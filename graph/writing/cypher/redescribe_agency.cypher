MATCH (agency:Agency {id: $id})
SET agency.name = $name, agency.kind = $kind, agency.described_on = $on
