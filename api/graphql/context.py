"""What every resolver can reach."""

from dataclasses import dataclass

import strawberry

from api.watching.watch import Watch
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """Of one request: the store that the server holds open, and its watch (none: nothing can be subscribed to)."""

    store: Store
    watch: Watch | None = None


Info = strawberry.Info[Context, None]
