// Whether somebody is, or was at one time, one person who by $known_at was not yet, or only by a later decision. (The embedded engine has no use
// of an index for that: docs/adr/0043.)
EXISTS { MATCH (writes:Turn {id: 'write'}) WHERE writes.settled_since > $known_at }
