"""Watching: what a finished load brings is told to whoever watches for it. One watch a server process."""
