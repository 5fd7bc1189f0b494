// The same as a lens shows it: people of whom a record is visible, visible facts in the version known then, relationships and stays for
// edges; the loads and records of its agencies. A record is alone where no other visible record is of the same person.
CALL () { MATCH (record:PersonRecord)-[:IDENTIFIES]->(person:Person) WHERE visible_record(record)
  RETURN count(DISTINCT person) AS people, count(DISTINCT CASE WHEN person:Child THEN person END) AS children }
CALL () { MATCH (contact:Contact) WHERE visible(contact) RETURN count(contact) AS contacts }
CALL () { MATCH (involvement:Involvement) WHERE visible(involvement) RETURN count(involvement) AS involvements }
CALL () { MATCH (concern:Concern) WHERE visible(concern) RETURN count(concern) AS concerns }
CALL () { MATCH (strength:Strength) WHERE visible(strength) RETURN count(strength) AS strengths }
CALL () { MATCH (:Person)-[stay:LIVED_AT]->(address:Address) WHERE visible_tie(stay)
  RETURN count(DISTINCT address) AS addresses, count(stay) AS stays }
CALL () { MATCH (:Person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]->(:Person) WHERE visible_tie(tie)
  RETURN count(tie) AS ties }
CALL () { MATCH (load:Load) WHERE load.agency IN $agencies AND load.extracted_on <= $known_at
  RETURN collect([load.id, load.agency, load.system, toString(load.extracted_on),
    toString(load.covers_from), toString(load.covers_to), load.partial, load.format, load.files, load.rows_read,
    load.facts_kept, load.rows_rejected, load.finished_at, load.loaded_by]) AS loads }
CALL () { MATCH (agency:Agency) WHERE agency.id IN $agencies RETURN collect([agency.id, agency.name, agency.kind]) AS agencies }
CALL () { MATCH (record:PersonRecord)-[:IDENTIFIES]->(person:Person) WHERE visible_record(record)
  WITH person, collect(record.agency) AS whose
  UNWIND whose AS agency
  WITH agency, count(*) AS records, sum(CASE WHEN size(whose) = 1 THEN 1 ELSE 0 END) AS alone
  RETURN collect([agency, records, alone]) AS records }
RETURN people, children, contacts, involvements, concerns, strengths, addresses, stays + ties, 0, loads, agencies, records
