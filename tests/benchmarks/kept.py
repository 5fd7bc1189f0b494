"""A generated partnership in an engine, kept in a folder so that the next run need not load it again."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from graph.settings import Settings
from graph.store import connect
from loaders.invented import write_partnership
from tests.benchmarks.loading import UNTIL, time_load
from tests.engines.choice import start


@contextmanager
def partnership(folder: Path, engine: str, children: int, seed: int) -> Iterator[Settings]:
    """The engine, running with that partnership in it, and the settings that open it; its data stay in `folder`."""
    home = folder / f"{engine}-{children}-{seed}"
    done = home / "loaded"
    with start(engine, quick=False, home=home) as endpoint:
        settings = Settings(
            store=endpoint.url, home=home, user=endpoint.user, password=SecretStr(endpoint.password), database=endpoint.database
        )
        if not done.exists():
            asyncio.run(_loaded(settings, children, seed))
            done.touch()
        yield settings


async def _loaded(settings: Settings, children: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        extracts = write_partnership(Path(folder), children=children, seed=seed, until=UNTIL)
        async with connect(settings=settings) as store:
            await time_load(store, extracts, children=children)
