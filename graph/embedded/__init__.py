"""The embedded server: ArcadeDB in a process of its own, shared by the commands that use one data folder.

``lease`` returns the server's address and keeps the server alive until the lease is released. A supervisor
process owns the folder and the server, and ends both some time after the last lease.
"""

from graph.embedded.endpoint import Endpoint
from graph.embedded.leases import Lease, lease

__all__ = ["Endpoint", "Lease", "lease"]
