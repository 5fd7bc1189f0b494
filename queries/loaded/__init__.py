"""What the store holds: status, coverage, and how far loading has come."""
