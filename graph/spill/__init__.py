"""What may be too much for memory: it stays there while it is little, and goes to files without names beyond that.

Such a file is gone with the process, however it ends, and nobody else can open it.
"""

from graph.spill.spilled_map import SpilledMap, SpilledSet
from graph.spill.spool import Spool

__all__ = ["SpilledMap", "SpilledSet", "Spool"]
