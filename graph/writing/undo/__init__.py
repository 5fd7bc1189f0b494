"""Taking back what an unfinished load has written."""
