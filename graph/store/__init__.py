"""The one door to the graph: connect, read, write."""

from graph.store.driver_answers import Row
from graph.store.read_kind import ReadKind
from graph.store.store import Store, connect

__all__ = ["ReadKind", "Row", "Store", "connect"]
