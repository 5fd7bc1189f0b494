"""The files that facts come from, read into the graph."""
