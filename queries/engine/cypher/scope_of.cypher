// The same, with the person that was named: by their id, by the uuid of any record, by record key, or by NHS number. Somebody of whom
// the agencies of the lens have no record, and were told of none, is not found; by a number only where such a record has it.
// ($every_agency: the lens leaves no agency out, so that whose a record is need not be asked.)
CALL () { MATCH (agency:Agency) RETURN collect([agency.id, agency.kind]) AS agencies }
CALL () { MATCH (load:Load) WHERE load.finished_at IS NULL OR (load.covers_from IS NOT NULL AND NOT load.partial)
  RETURN collect([load.agency, load.system, toString(load.extracted_on), toString(load.covers_from), toString(load.covers_to),
                  load.finished_at]) AS loads }
CALL () { MATCH (load:Load) RETURN collect(DISTINCT load.agency) AS loaded }
CALL () { MATCH (person:Person {id: $name})
  WHERE $every_agency OR EXISTS { MATCH (person)<-[:IDENTIFIES]-(record:PersonRecord)
    WHERE record.agency IN $agencies OR visible_record(record) }
  RETURN collect(person.id) AS itself }
CALL () { MATCH (:PersonRecord {uuid: $name})-[:IDENTIFIES]->(person:Person)
  WHERE $every_agency OR EXISTS { MATCH (person)<-[:IDENTIFIES]-(record:PersonRecord)
    WHERE record.agency IN $agencies OR visible_record(record) }
  RETURN collect(DISTINCT person.id) AS by_uuid }
CALL () { MATCH (:Identifier {id: $nhs})<-[:IDENTIFIED_BY]-(record:PersonRecord)-[:IDENTIFIES]->(person:Person)
  WHERE $every_agency OR record.agency IN $agencies OR visible_record(record)
  RETURN collect(DISTINCT person.id) AS by_nhs }
RETURN agencies, loads, loaded, was_another(loaded), itself + by_uuid + by_nhs
