"""The one door to the graph: connect, read, write."""

from graph.store.store import Row, Store, connect

__all__ = ["Row", "Store", "connect"]
