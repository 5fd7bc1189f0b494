"""Chronologies as documents: columns and presets, and the files that they are written as."""
