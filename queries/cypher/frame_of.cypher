// The same, with the person that was named: by their id, by the uuid of any record, by record key, or by NHS number.
CALL () { MATCH (agency:Agency) RETURN collect([agency.id, agency.kind]) AS agencies }
CALL () { MATCH (load:Load) WHERE load.finished_at IS NULL OR (load.covers_from IS NOT NULL AND NOT load.partial)
  RETURN collect([load.agency, load.system, toString(load.extracted_on), toString(load.covers_from), toString(load.covers_to),
                  load.finished_at]) AS loads }
CALL () { MATCH (person:Person {id: $name}) RETURN collect(person.id) AS itself }
CALL () { MATCH (record:PersonRecord {uuid: $name})-[:IDENTIFIES]->(person:Person) RETURN collect(DISTINCT person.id) AS by_uuid }
CALL () { MATCH (:Identifier {id: $nhs})<-[:IDENTIFIED_BY]-(:PersonRecord)-[:IDENTIFIES]->(person:Person)
  RETURN collect(DISTINCT person.id) AS by_nhs }
RETURN agencies, loads, itself + by_uuid + by_nhs
