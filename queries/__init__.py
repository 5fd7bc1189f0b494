"""The questions asked of the graph."""
