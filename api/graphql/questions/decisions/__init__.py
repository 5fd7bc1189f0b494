"""Decisions about who is one person: the mutations, the preview of what they would change, and what was decided."""
