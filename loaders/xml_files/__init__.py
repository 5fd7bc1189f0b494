"""XML, read element by element within limits: no entity is ever expanded, nothing fetched, no tree kept of what was read."""
