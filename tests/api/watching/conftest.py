"""Watchers over a store: what is loaded while they watch, and what they are told."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from api.watching.watch import Watch
from graph.access.rights import ALL_RIGHTS
from graph.errors import StoreTimeout
from graph.store import ReadKind, Store
from loaders.load import load

FIELDS = "present more nodes { pattern status subject { records } }"
BORN = {"p1": "2023-01-10", "p2": "2023-02-10", "p3": "2023-03-10"}
ENDED = "2025-03-20,non_engagement"

Loaded = Callable[..., Awaitable[None]]


def write_extract(folder: Path, day: str, *closed: str, agency: str = "hv", nhs_number: str = "") -> Path:
    """An agency's extract of three children, of whom these were closed after non-engagement; p1 may have an NHS number."""
    folder.mkdir()
    header = "agency_id,agency_name,agency_kind,system,extracted_on,covers_from,covers_to\n"
    (folder / "extract.csv").write_text(f"{header}{agency},{agency},health,systmone,{day},2020-01-01,{day}\n")
    people = "".join(f"{id_},child,{born},{nhs_number if id_ == 'p1' else ''}\n" for id_, born in BORN.items())
    (folder / "people.csv").write_text("person_id,role,date_of_birth,nhs_number\n" + people)
    rows = "".join(f"i{id_},{id_},health_visiting,2024-01-10,{ENDED if id_ in closed else ','}\n" for id_ in BORN)
    (folder / "involvements.csv").write_text("involvement_id,person_id,kind,start,end,closure_reason\n" + rows)
    return folder


class Asked:
    """A store that counts what it is asked."""

    rights = ALL_RIGHTS

    def __init__(self, store: Store) -> None:
        self._store, self.reads, self.about_everyone = store, 0, 0
        self.too_slow_of_everyone = False

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **given: Any) -> list[list[Any]]:
        if kind is ReadKind.EVERYONE:
            self.about_everyone += 1
            if self.too_slow_of_everyone:
                raise StoreTimeout("too slow")
        else:
            self.reads += 1
        return await self._store.read(text, kind, **given)


class Told:
    """The events of one subscription."""

    def __init__(self, results: AsyncGenerator[Any, None]) -> None:
        self._results = results

    async def event(self) -> Any:
        """The next event whole, which has no errors."""
        async with asyncio.timeout(120):
            result = await anext(self._results)
        assert not result.errors, [each.message for each in result.errors]
        return result.data["newFindings"]

    async def records(self) -> list[str]:
        """Whom the next event is about: a record of each."""
        return [node["subject"]["records"][-1] for node in (await self.event())["nodes"]]

    async def error(self) -> str:
        """Of a subscription that is refused: the one event."""
        (result,) = [each async for each in self._results]
        return str(result.errors[0].message)


Watching = Callable[[str], AbstractAsyncContextManager[Told]]


@pytest.fixture
def asked(store: Store) -> Asked:
    return Asked(store)


@pytest.fixture
def watch(asked: Asked) -> Watch:
    """A watch that looks again at once."""
    return Watch(asked, seconds=300, pause=0.02)  # type: ignore[arg-type]


@pytest.fixture
def watching(asked: Asked, watch: Watch) -> Watching:
    """Watches with these arguments."""

    @asynccontextmanager
    async def watching(arguments: str) -> AsyncIterator[Told]:
        query = f"subscription {{ newFindings({arguments}) {{ {FIELDS} }} }}"
        results = await SCHEMA.subscribe(query, context_value=Context(asked, watch))  # type: ignore[arg-type]
        async with aclosing(results):
            yield Told(results)

    return watching


@pytest.fixture
def loads(store: Store, tmp_path: Path) -> Loaded:
    """Loads an extract of that day, as `write_extract` writes it."""

    async def loads(day: str, *closed: str, **given: str) -> None:
        folder = write_extract(tmp_path / f"{given.get('agency', 'hv')}-{day}", day, *closed, **given)
        await load(store, [folder], by="a test")

    return loads
