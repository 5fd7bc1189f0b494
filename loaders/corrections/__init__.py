"""Rejected rows as a file of their own format: what belongs with them, and how such a file says what it is."""
