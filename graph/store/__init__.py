"""The one door to the graph: connect, read, write."""

from graph.store.driver_answers import Row
from graph.store.store import Store, connect

__all__ = ["Row", "Store", "connect"]
