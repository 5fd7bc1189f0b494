"""Which engines a test run uses, and why it leaves others out."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.engines import embedded_server, neo4j_server
from tests.engines.endpoint import Endpoint, EngineError
from tests.engines.java import java_from

# Neo4j's version and the oldest Java that it runs on.
NEO4J = {"neo4j-5": ("5.26.16", 17), "neo4j-2026": ("2026.09.0", 21)}
NAMES = ("embedded", *NEO4J)
GIVEN = "given"


ON_EVERY_ENGINE = (
    "graph/test_writing.py",
    "queries/patterns/test_edges.py",
    "queries/search/",
    "queries/test_example.py",
)
"""The tests that a developer's run has on a real Neo4j too: every question's Cypher, and writing. CI has all there."""
BEGUN_ON_EVERY_ENGINE = ("queries/patterns/",)
"""Of each of these files a developer's run has the first test there: a pattern's Cypher is one text, whatever it is asked."""


@dataclass(frozen=True)
class Choice:
    """The engines of one run in order, and the reason for each that is left out. On those in `partly` not everything runs."""

    chosen: tuple[str, ...]
    left_out: Mapping[str, str]
    partly: frozenset[str] = frozenset()

    def engines_of(self, test: str, *, first: bool) -> tuple[str, ...]:
        """The engines that a test runs on, by its file's path under tests/, with `/` between; `first`: of those of its file."""
        everywhere = test.startswith(ON_EVERY_ENGINE) or (first and test.startswith(BEGUN_ON_EVERY_ENGINE))
        return self.chosen if everywhere else tuple(each for each in self.chosen if each not in self.partly)


def choose(asked: list[str], environment: Mapping[str, str] = os.environ) -> Choice:
    """The engines asked for; without any, those that this machine has (neo4j-2026, and all tests on neo4j-5, only on CI).

    Raises EngineError for an engine that was asked for and is not to be had.
    """
    if environment.get("CASEGRAPH_TEST_STORE"):
        endpoint_given(environment)
        return Choice((GIVEN,), dict.fromkeys(NAMES, "CASEGRAPH_TEST_STORE names another store"))
    reasons = {name: reason for name in NAMES if (reason := why_not(name))}
    for name in asked:
        if name in reasons:
            raise EngineError(f"--engine {name}: {reasons[name]}")
    if not asked and not environment.get("CI"):
        reasons.setdefault("neo4j-2026", "runs where CI is set, or with --engine neo4j-2026")
    wanted = asked or NAMES
    not_asked = {name: "not asked for" for name in NAMES if name not in wanted}
    chosen = tuple(name for name in NAMES if name in wanted and name not in reasons)
    whole = asked or environment.get("CI") or "embedded" not in chosen
    return Choice(chosen, reasons | not_asked, frozenset() if whole else frozenset(chosen) - {"embedded"})


def why_not(name: str) -> str | None:
    """Why this machine cannot run that engine; None where it can."""
    if name == "embedded":
        return None if embedded_server.is_installed() else "arcadedb-embedded is not installed"
    version, oldest = NEO4J[name]
    if java_from(oldest) is None:
        return f"Neo4j {version} needs a Java development kit from {oldest} on, and none was found"
    if not shutil.which("mvn") and not neo4j_server.is_fetched(version):
        return f"Maven (mvn), which fetches Neo4j {version}, was not found"
    return None


def start(name: str, *, quick: bool = True, home: Path | None = None) -> AbstractContextManager[Endpoint]:
    """That engine, running for as long as the context is open; `quick` and `home` as `neo4j_server.running` says."""
    if name == GIVEN:
        return _as_it_is(endpoint_given(os.environ))
    if name == "embedded":
        return embedded_server.running(home)
    version, oldest = NEO4J[name]
    java = java_from(oldest)
    assert java is not None
    return neo4j_server.running(version, java, quick=quick, home=home)


def endpoint_given(environment: Mapping[str, str]) -> Endpoint:
    """The store that CASEGRAPH_TEST_STORE names; EngineError unless the tests may wipe it."""
    if environment.get("CASEGRAPH_TEST_STORE_MAY_BE_WIPED") != "yes":
        raise EngineError(
            "the tests remove everything in the store that CASEGRAPH_TEST_STORE names; "
            "set CASEGRAPH_TEST_STORE_MAY_BE_WIPED=yes if they may"
        )
    url = urlsplit(environment["CASEGRAPH_TEST_STORE"])
    if not (url.scheme and url.hostname and url.username):
        raise EngineError("CASEGRAPH_TEST_STORE: expected bolt://user:password@host:port")
    address = f"{url.scheme}://{url.hostname}:{url.port or 7687}"
    database = url.path.strip("/") or "neo4j"
    return Endpoint(address, unquote(url.username), unquote(url.password or ""), database)


@contextmanager
def _as_it_is(endpoint: Endpoint) -> Iterator[Endpoint]:
    yield endpoint
