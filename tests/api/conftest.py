"""A server over a store with three children, and a server over a store that is gone."""

import signal
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.http.application import application
from graph.access.caller import OWNER, Caller
from graph.access.rights import ALL_RIGHTS
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import ReadKind, Store
from loaders.load import load
from tests.api.npm import with_packages
from tests.api.processes import serving
from tests.api.signed_in import signed_in

# No time limit that a busy machine could reach.
PATIENT = Settings(request_timeout=300)
AS_OF = date(2025, 6, 1)

EXTRACT = {
    "extract.csv": """agency_id,agency_name,agency_kind,system,extracted_on,covers_from,covers_to
hv,Health visiting,health,systmone,2025-06-01,2020-01-01,2025-06-01
""",
    "people.csv": """person_id,role,date_of_birth
p1,child,2023-01-10
p2,child,2023-02-10
p3,child,2023-03-10
""",
    "involvements.csv": """involvement_id,person_id,kind,start,end,closure_reason
i1,p1,health_visiting,2024-01-10,2025-03-20,non_engagement
i2,p2,health_visiting,2024-02-10,2025-03-21,non_engagement
i3,p3,health_visiting,2024-03-10,2025-03-22,missed_appointments
""",
}


class Gone:
    """A store that cannot be reached."""

    rights = ALL_RIGHTS

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **parameters: Any) -> list[list[Any]]:
        raise StoreUnavailable("the store cannot be reached")


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """The extract of an agency that closed three children's cases."""
    folder = tmp_path / "hv"
    folder.mkdir()
    for name, text in EXTRACT.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
async def loaded(store: Store, extract: Path) -> Store:
    """A store with that extract in it."""
    await load(store, [extract], by="a test")
    return store


@pytest.fixture
def environment(engine_settings: Settings) -> dict[str, str]:
    """The store of this test, as somebody names it to the command."""
    return {
        "CASEGRAPH_STORE": str(engine_settings.store),
        "CASEGRAPH_USER": engine_settings.user,
        "CASEGRAPH_PASSWORD": engine_settings.password.get_secret_value(),
        "CASEGRAPH_DATABASE": engine_settings.database,
        "CASEGRAPH_QUERY_TIMEOUT": str(engine_settings.query_timeout),
        "CASEGRAPH_REQUEST_TIMEOUT": str(PATIENT.request_timeout),
    }


@pytest.fixture
async def client(loaded: Store) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of a server over that store."""
    async with client_of(loaded) as opened:
        yield opened


@pytest.fixture
async def storeless() -> AsyncIterator[httpx.AsyncClient]:
    """A caller of a server whose store is gone."""
    async with client_of(Gone()) as opened:
        yield opened


@pytest.fixture
async def demo() -> AsyncIterator[httpx.AsyncClient]:
    """A caller of a demo, for what it shows without its store."""
    async with client_of(Gone(), demo=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a demo in a process of its own, and what it said; at the end it is told to end, and does."""
    with serving(tmp_path_factory.mktemp("demo"), "--demo") as (server, address, said):
        yield address, said
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


@pytest.fixture(scope="session")
def node_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scripts of `node/` and the packages that they need beside them."""
    return with_packages(Path(__file__).parent / "node", tmp_path_factory.mktemp("node") / "scripts")


def client_of(store: Any, *, demo: bool = False, caller: Caller = OWNER) -> httpx.AsyncClient:
    """A caller of a server over a store."""
    transport = httpx.ASGITransport(
        application(store, signed_in(caller), demo=demo, settings=PATIENT), raise_app_exceptions=False
    )
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")
