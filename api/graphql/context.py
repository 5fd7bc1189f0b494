"""What every resolver can reach."""

from dataclasses import dataclass

import strawberry

from api.watching.watch import Watch
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """Of one request: the store that the server holds open, its watch (none: nothing can be subscribed to), and the name of the
    signed-in caller (none: nobody is)."""

    store: Store
    watch: Watch | None = None
    caller: str | None = None


Info = strawberry.Info[Context, None]
