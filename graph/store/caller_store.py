"""A store as one caller sees it: it reads only, and nothing that they may not see leaves the engine."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

from neo4j import AsyncManagedTransaction

from graph.access.rewriting.permitted import permitted
from graph.access.rights import Rights
from graph.errors import NotAllowed
from graph.store.driver_answers import Row
from graph.store.read_kind import ReadKind
from graph.store.store import Store, T


class CallerStore(Store):
    """The same open store for somebody with these rights: every text gets their conditions, and no lens may be wider.

    The values of rights are parameters, so that an engine makes its plan of a text once, however many callers there are.
    """

    def __init__(self, store: Store, rights: Rights) -> None:
        self._store, self.rights, self._shape = store, rights, rights.shape
        self.location, self.engine = store.location, store.engine

    @property
    def round_trips(self) -> int:  # type: ignore[override]
        """Those of the store itself."""
        return self._store.round_trips

    @property
    def writes(self) -> int:  # type: ignore[override]
        """Those of the store itself."""
        return self._store.writes

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **parameters: Any) -> list[Row]:
        """As `Store.read`. Raises NotAllowed, naming the agencies, for a lens that is wider than the rights."""
        return await self._store.read(permitted(text, self._shape), kind, **self._bound(parameters))

    async def plan(self, text: str, **parameters: Any) -> None:
        """As `Store.plan`."""
        await self._store.plan(permitted(text, self._shape), **self._bound(parameters))

    async def stream(self, text: str, **parameters: Any) -> AsyncGenerator[Row, None]:
        """As `Store.stream`."""
        async with aclosing(self._store.stream(permitted(text, self._shape), **self._bound(parameters))) as rows:
            async for row in rows:
                yield row

    async def query_error(self, text: str) -> str | None:
        """As `Store.query_error`, of the text as it would be asked."""
        return await self._store.query_error(permitted(text, self._shape))

    async def in_transaction(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        """Raises NotAllowed: nothing is written through it."""
        raise NotAllowed("nothing is written through a store of a caller; expected the store of its owner")

    def _bound(self, parameters: dict[str, Any]) -> dict[str, Any]:
        usable = self.rights.agencies
        if usable is not None and parameters.get("every_agency"):
            parameters |= {"every_agency": False, "agencies": sorted(usable)}
        beyond = [] if usable is None else sorted(set(parameters.get("agencies", ())) - usable)
        if beyond:
            allowed = ", ".join(sorted(usable or ())) or "no agency"
            raise NotAllowed(f"expected a lens of the records that may be used ({allowed}), found {', '.join(beyond)}")
        return {**parameters, **self.rights.parameters}
