"""What every resolver can reach."""

from dataclasses import dataclass

import strawberry

from graph.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """Of one request: the store that the server holds open."""

    store: Store


Info = strawberry.Info[Context, None]
