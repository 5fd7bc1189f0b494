"""Who knew what, when: of a fact, or of the facts that a finding rests on, for each agency."""
