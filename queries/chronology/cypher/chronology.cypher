// Everything dated that the lens shows about some people: contacts that are about them or that they took part in, spells of service,
// concerns, strengths, stays, and relationships with a day. Each with whom it is about, as they were by $known_at.
UNWIND $people AS id
asked_person(person)
RETURN
  COLLECT { MATCH (person)<-[about:ABOUT]-(k:Contact)
    WHERE (visible(k) OR (taken_away(k))) AND (within_period(k) OR passed_on(k))
    RETURN [about_id(person), contact_row(k), k.on_precision, k.summary, took_part(k), told_of_sharing(k), gone_on(k)]
    ORDER BY k.on, k.id LIMIT $most } AS contacts,
  COLLECT { MATCH (person)<-[part:INVOLVED]-(k:Contact)-[about:ABOUT]->(whom:Person)
    WHERE current(part) AND visible(k) AND (within_period(k) OR passed_on(k))
    RETURN [about_id(whom), contact_row(k), k.on_precision, k.summary, took_part(k), told_of_sharing(k), gone_on(k)]
    ORDER BY k.on, k.id LIMIT $most } AS together,
  COLLECT { MATCH (person)<-[about:ABOUT]-(i:Involvement)
    WHERE (visible(i) OR (taken_away(i))) AND (within_period(i) OR passed_on(i))
    RETURN [about_id(person), involvement_row(i), i.start_precision, i.end_precision, told_of_sharing(i), gone_on(i)]
    ORDER BY i.start, i.id LIMIT $most } AS involvements,
  COLLECT { MATCH (person)<-[about:ABOUT]-(c:Concern)
    WHERE (visible(c) OR (taken_away(c))) AND (within_period(c) OR passed_on(c))
    RETURN [about_id(person), concern_row(c), c.on_precision, c.status, c.summary, told_of_sharing(c), gone_on(c)]
    ORDER BY c.on, c.id LIMIT $most } AS concerns,
  COLLECT { MATCH (person)<-[about:ABOUT]-(g:Strength)
    WHERE (visible(g) OR (taken_away(g))) AND (within_period(g) OR passed_on(g))
    RETURN [about_id(person), [g.id, g.agency, toString(g.on), toString(g.recorded_on), g.kind, g.words], g.on_precision,
            told_of_sharing(g), gone_on(g)]
    ORDER BY g.on, g.id LIMIT $most } AS strengths,
  COLLECT { MATCH (person)-[stay:LIVED_AT]->(place:Address)
    WHERE (visible_tie(stay) OR (taken_away(stay))) AND within_period(stay)
    RETURN [stay_id(person), place.id, stay_row(stay), stay.start_precision, stay.end_precision, stay.address, stay.postcode,
            stay.restricted, gone_on(stay)]
    ORDER BY stay.start, stay.id LIMIT $most } AS stays,
  COLLECT { MATCH (person)-[tie:PARENT_OF|CARES_FOR|SIBLING_OF|PARTNER_OF|RELATED_TO]-(:Person)
    WHERE (visible_tie(tie) OR (taken_away(tie))) AND within_period(tie)
      AND (tie.start IS NOT NULL OR tie.end IS NOT NULL)
    RETURN [tie_row(tie), tie.start_precision, tie.end_precision, gone_on(tie)]
    ORDER BY tie.start, tie.id LIMIT $most } AS ties
