"""The engine: asks patterns of the store through the lens, judges the cases, and keeps what was found."""
