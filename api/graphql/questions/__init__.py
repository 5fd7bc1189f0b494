"""The root fields that ask `queries`, and their types."""
