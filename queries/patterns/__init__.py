"""The patterns: one folder each, with its Cypher text and a small judge."""
