// What the store holds: how many nodes of each kind, every load, the records of each agency, and the decisions that wait.
CALL () { MATCH (person:Person) RETURN count(person) AS people }
CALL () { MATCH (child:Child) RETURN count(child) AS children }
CALL () { MATCH (contact:Contact) RETURN count(contact) AS contacts }
CALL () { MATCH (involvement:Involvement) RETURN count(involvement) AS involvements }
CALL () { MATCH (concern:Concern) RETURN count(concern) AS concerns }
CALL () { MATCH (strength:Strength) RETURN count(strength) AS strengths }
CALL () { MATCH (address:Address) RETURN count(address) AS addresses }
CALL () { MATCH ()-[edge]->() RETURN count(edge) AS edges }
CALL () { MATCH (judgement:Judgement {verdict: 'open'}) RETURN count(judgement) AS waiting }
CALL () { MATCH (load:Load) RETURN collect([load.id, load.agency, load.system, toString(load.extracted_on),
    toString(load.covers_from), toString(load.covers_to), load.partial, load.format, load.files, load.rows_read,
    load.facts_kept, load.rows_rejected, load.finished_at, load.loaded_by]) AS loads }
CALL () { MATCH (agency:Agency) RETURN collect([agency.id, agency.name, agency.kind]) AS agencies }
CALL () { MATCH (record:PersonRecord)-[identifies:IDENTIFIES]->() WHERE record.latest
  WITH record.agency AS agency, count(record) AS records,
       sum(CASE WHEN identifies.method = 'own' THEN 1 ELSE 0 END) AS alone
  RETURN collect([agency, records, alone]) AS records }
RETURN people, children, contacts, involvements, concerns, strengths, addresses, edges, waiting, loads, agencies, records
