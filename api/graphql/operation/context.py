"""What every resolver can reach."""

from dataclasses import dataclass, field

import strawberry

from api.watching.watch import Watch
from graph.access.caller import OWNER, Caller
from graph.store import Store
from queries.engine.cache import FindingsCache


@dataclass(frozen=True, slots=True)
class Context:
    """Of one request: the store that the server holds open, its watch (none: nothing can be subscribed to), its caller (in this
    process, without a server, the owner of the store), and what the server remembers of that store."""

    store: Store
    watch: Watch | None = None
    caller: Caller = OWNER
    remembered: FindingsCache = field(default_factory=FindingsCache)


Info = strawberry.Info[Context, None]
