// The very young and unborn with concerns of the groups around them, as in combined_factors; and what social care had of a parent figure.
subject(child)
WHERE EXISTS { MATCH (child)<-[:IDENTIFIES]-(born:PersonRecord) WHERE born.date_of_birth >= $born_since }
WITH child,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(figure:Person)
    WHERE figure <> child AND visible_tie(tie) RETURN DISTINCT figure } AS figures,
  COLLECT { MATCH (child)-[mine:LIVED_AT]->(:Address)<-[theirs:LIVED_AT]-(other:Person)
    WHERE NOT mine.kind IN $no_household AND NOT theirs.kind IN $no_household AND other <> child
      AND visible_tie(mine) AND visible_tie(theirs)
    RETURN DISTINCT other } AS others
WITH child, figures, [child] + figures + [other IN others WHERE NOT other IN figures] AS people
WITH child, figures, people,
  COLLECT { UNWIND people AS person MATCH (person)<-[:ABOUT]-(c:Concern)
    WHERE c.factor IN ['domestic_abuse', 'mental_ill_health', 'drugs', 'alcohol'] AND c.status <> 'ruled_out' AND visible(c)
    RETURN [person.id, concern_row(c)] } AS concerns
WHERE size(concerns) >= $min_factors
RETURN
  child.id AS subject,
  COLLECT { UNWIND [child] + figures AS person MATCH (person)<-[:IDENTIFIES]-(r:PersonRecord) WHERE visible_record(r)
    RETURN [person.id, record_row(r)] } AS records,
  COLLECT { MATCH (child)<-[tie:PARENT_OF|CARES_FOR]-(:Person) WHERE visible_tie(tie) RETURN tie_row(tie) } AS ties,
  COLLECT { UNWIND people AS person MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE NOT stay.kind IN $no_household AND visible_tie(stay) RETURN [person.id, place.id, stay_row(stay)] } AS stays,
  concerns AS concerns,
  COLLECT { UNWIND [child] + figures AS person MATCH (person)<-[:ABOUT]-(i:Involvement)
    WHERE i.agency IN $social_care AND visible(i) RETURN [person.id, involvement_row(i)] } AS involvements,
  COLLECT { UNWIND figures AS person MATCH (person)<-[:ABOUT]-(k:Contact)
    WHERE k.kind = 'referral' AND (k.agency IN $social_care OR k.referred_to IN $social_care) AND visible(k)
    RETURN [person.id, contact_row(k)] } AS contacts
