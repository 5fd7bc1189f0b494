"""What the graph is, and the one door to it."""
