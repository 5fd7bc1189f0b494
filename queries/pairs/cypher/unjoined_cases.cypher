// What the lens shows of people who may be somebody else, of what would answer the findings that were made: a column each.
UNWIND $others AS id
asked_person(other)
RETURN subject_id(other) AS subject,
  «records» AS records,
  «ties» AS ties,
  «contacts» AS contacts,
  «took_part» AS took_part,
  «involvements» AS involvements
