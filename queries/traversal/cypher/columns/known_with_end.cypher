// What was written down with the end of a spell, where the end was known.
CASE WHEN known_end(«of») IS NOT NULL THEN «of».«name» END
