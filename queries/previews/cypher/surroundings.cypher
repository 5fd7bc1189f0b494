// All that the lens shows of these people, each fact with the record that it came with: so that it can be seen whose it is, and would
// be if the records were somebody else's. Records are brought whether the lens shows them or not, since what was shared about one
// person carries all records of them, and who that is may change: `shares` says which agencies were told of a record's facts.
UNWIND $people AS id
MATCH (person:Person {id: id})
RETURN
  person.id AS person, person:Child AS child, person:Adult AS adult,
  COLLECT { MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) RETURN DISTINCT [r.key, r.role, r.agency] } AS roles,
  COLLECT { MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE current(r)
    RETURN [described_record(r), r.given_names, r.family_name, r.other_names] } AS records,
  COLLECT { MATCH (person)<-[way:ABOUT|INVOLVED]-(about)-[share:SHARED_WITH]->(told:Agency)
    WHERE about.shared AND (type(way) = 'ABOUT' OR current(way)) AND told.id IN $agencies AND shared(share) AND recorded(about)
    RETURN DISTINCT [way.record, about.agency, told.id] } AS shares,
  COLLECT { MATCH (person)<-[way:ABOUT]-(known) WHERE known.agency IN $agencies AND recorded(known)
    RETURN DISTINCT [way.record, known.agency] } AS known_to,
  COLLECT { MATCH (person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-(:Person) WHERE visible_tie(tie)
    RETURN [tie_row(tie), tie.from_record, tie.to_record] } AS ties,
  COLLECT { MATCH (person)-[stay:LIVED_AT]->(place:Address) WHERE visible_tie(stay)
    RETURN [person.id, place.id, stay_row(stay), stay.record, stay.address, stay.postcode] } +
  COLLECT { MATCH (person)-[mine:LIVED_AT]->(place:Address)<-[stay:LIVED_AT]-(other:Person)
    WHERE NOT mine.kind IN $no_household AND NOT stay.kind IN $no_household AND other <> person
      AND visible_tie(mine) AND visible_tie(stay)
    RETURN [other.id, place.id, stay_row(stay), stay.record, stay.address, stay.postcode] } AS stays,
  COLLECT { MATCH (person)<-[way:ABOUT]-(k:Contact) WHERE visible(k) RETURN [person.id, contact_row(k), way.record] } +
  COLLECT { MATCH (person)<-[part:INVOLVED]-(k:Contact)-[way:ABOUT]->(whom:Person) WHERE current(part) AND visible(k)
    RETURN [whom.id, contact_row(k), way.record] } AS contacts,
  COLLECT { MATCH (person)<-[part:INVOLVED]-(k:Contact) WHERE current(part) AND visible(k)
    RETURN [k.id, person.id, part.part, part.presence, part.record, person:Adult] } +
  COLLECT { MATCH (person)<-[:ABOUT]-(k:Contact)-[part:INVOLVED]->(other:Person) WHERE current(part)
    RETURN [k.id, other.id, part.part, part.presence, part.record, other:Adult] } AS took_part,
  COLLECT { MATCH (person)<-[way:ABOUT]-(i:Involvement) WHERE visible(i)
    RETURN [person.id, involvement_row(i), way.record] } AS involvements,
  COLLECT { MATCH (person)<-[way:ABOUT]-(c:Concern) WHERE c.status <> 'ruled_out' AND visible(c)
    RETURN [person.id, concern_row(c), way.record] } AS concerns,
  COLLECT { MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.kind IN ['referral', 'notification'] AND k.outcome IN ['no_further_action', 'signposted', 'information_only']
      AND current(k) AND (k.agency IN $social_care OR k.referred_to IN $social_care
        OR (k.shared AND EXISTS { MATCH (k)-[share:SHARED_WITH]->(told:Agency) WHERE told.id IN $social_care AND shared(share) }))
    RETURN k.id } AS reached
