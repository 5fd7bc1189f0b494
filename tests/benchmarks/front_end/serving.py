"""What answers: `casegraph serve`, and a node process with @neo4j/graphql on the same store."""

import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from graph.settings import Settings
from tests.api.processes import COMMAND, PATIENT, SIGNED_IN, headers_of

THEIRS = Path(__file__).parent / "theirs"
"""The node programs, and the packages that they need."""


def is_neo4j(settings: Settings) -> bool:
    """Whether a kept partnership is in a Neo4j."""
    return settings.home.name.startswith("neo4j")


class ServedAt(str):
    """The address of a server, with the headers by which its callers sign in."""

    headers: Mapping[str, str]


@contextmanager
def ours(settings: Settings, *, workers: int, limits: Mapping[str, str] = PATIENT) -> Iterator[ServedAt]:
    """The address of `casegraph serve`; an embedded store is found by its folder, another by its URL."""
    where = {**limits} | SIGNED_IN | {"CASEGRAPH_HOME": str(settings.home)}
    if is_neo4j(settings):
        password = settings.password.get_secret_value()
        where |= {"CASEGRAPH_STORE": settings.store or "", "CASEGRAPH_USER": settings.user, "CASEGRAPH_PASSWORD": password}
    command = [*COMMAND, "serve", "--port", "0", "--workers", str(workers)]
    with _process(command, where, stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        said = next(line for line in server.stderr if "answers at" in line)
        threading.Thread(target=server.stderr.read, daemon=True).start()  # a pipe that nobody reads would stop it once it is full
        address = ServedAt(re.findall(r"http://[\d.:]+/graphql", said)[0])
        address.headers = headers_of(settings.home)
        yield address


@contextmanager
def theirs(settings: Settings, packages: Path, *, workers: int) -> Iterator[str]:
    """The address of the other one. Raises AssertionError with what it said where it does not start."""
    where = {
        "STORE_URL": settings.store or "",
        "STORE_USER": settings.user,
        "STORE_PASSWORD": settings.password.get_secret_value(),
        "STORE_DATABASE": settings.database,
        "WORKERS": str(workers),
        "NODE_ENV": "production",
    }
    with _process(["node", str(packages / "server.js")], where, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{int(server.stdout.readline())}/graphql"


@contextmanager
def _process(command: list[str], where: dict[str, str], **pipes: int) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, env=os.environ | where, text=True, **pipes) as server:  # type: ignore[call-overload]
        try:
            yield server
        finally:
            server.terminate()
            server.communicate()
