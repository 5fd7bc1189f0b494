// What was decided of passing a fact on, as far as the lens shows: by an agency of the lens, or telling one of them. A decision to
// withhold is its own agency's alone.
[(fact)-[share:SHARED_WITH]->(told:Agency) WHERE shared(share) AND (share.agency IN $agencies OR told.id IN $agencies)
  | ['shared', share.id, share.agency, told.id, toString(share.on), toString(share.recorded_on), share.basis, share.reason]] +
[(fact)-[share:WITHHELD_FROM]->(told:Agency) WHERE shared(share) AND share.agency IN $agencies
  | ['withheld', share.id, share.agency, told.id, toString(share.on), toString(share.recorded_on), share.basis, share.reason]]
