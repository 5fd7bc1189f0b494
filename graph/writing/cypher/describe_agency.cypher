// The newest extract says what an agency is called; of one day, the greater text.
MERGE (agency:Agency {id: $id})
WITH agency
WHERE agency.described_on IS NULL OR agency.described_on < $on
   OR (agency.described_on = $on AND agency.name + agency.kind < $name + $kind)
SET agency.name = $name, agency.kind = $kind, agency.described_on = $on
