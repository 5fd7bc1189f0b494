UNWIND $ids AS id
MATCH (agency:Agency {id: id})
WHERE EXISTS { MATCH (agency)<-[:BY|SHARED_WITH|WITHHELD_FROM|REFERRED_TO]-() }
   OR EXISTS { MATCH (contact:Contact) WHERE contact.source_agency = id }
RETURN id
