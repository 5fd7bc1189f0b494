// The same, with the person that was named: by their id, by the uuid of a record, by record key, or by NHS number. Whom the lens does
// not show is not found: somebody of whom a record, or a fact about them, is visible is known by their id; by a record or a number only
// where that record is visible itself. ($every_agency: the lens leaves no agency out, so that whose a record is need not be asked.)
CALL () { MATCH (agency:Agency) RETURN collect([agency.id, agency.kind]) AS agencies }
CALL () { MATCH (load:Load) WHERE load.finished_at IS NULL OR (load.covers_from IS NOT NULL AND NOT load.partial)
  RETURN collect([load.agency, load.system, toString(load.extracted_on), toString(load.covers_from), toString(load.covers_to),
                  load.finished_at]) AS loads }
CALL () { MATCH (load:Load) RETURN collect(DISTINCT load.agency) AS loaded }
CALL () { MATCH (person:Person {id: $name})
  WHERE EXISTS { MATCH (person)<-[:IDENTIFIES]-(record:PersonRecord)
      WHERE current(record) AND ($every_agency OR visible_record(record)) }
    OR EXISTS { MATCH (person)<-[:ABOUT]-(known) WHERE recorded(known) AND ($every_agency OR visible(known)) }
    OR EXISTS { MATCH (person)-[tie:LIVED_AT|PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-()
      WHERE current(tie) AND coalesce(tie.start, $first_day) <= $as_of AND ($every_agency OR tie.agency IN $agencies) }
  RETURN collect(person.id) AS itself }
CALL () { MATCH (record:PersonRecord {uuid: $name})-[:IDENTIFIES]->(person:Person)
  WHERE current(record) AND ($every_agency OR visible_record(record)) RETURN collect(DISTINCT person.id) AS by_uuid }
CALL () { MATCH (:Identifier {id: $nhs})<-[:IDENTIFIED_BY]-(record:PersonRecord)-[:IDENTIFIES]->(person:Person)
  WHERE current(record) AND ($every_agency OR visible_record(record)) RETURN collect(DISTINCT person.id) AS by_nhs }
RETURN agencies, loads, loaded, itself + by_uuid + by_nhs
