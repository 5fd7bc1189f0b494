// An agency that is only named is known by its id alone, of kind other.
UNWIND $agencies AS id
MERGE (agency:Agency {id: id})
ON CREATE SET agency.kind = 'other'
