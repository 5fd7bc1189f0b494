"""A real Neo4j Community of the tests' own, without Docker: jars by Maven, one Java process on loopback."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.model import EDGES, NODES
from tests.engines.endpoint import Endpoint, EngineError

_HERE = Path(__file__).parent / "neo4j"
_START_SECONDS = 180
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
# A third of its processor time goes into making what it runs fast, and a fifth of its start into checking jars that Maven has
# checked: more than the minutes of a test run would pay back.
_UNCHECKED = ("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote")
_LATER = ("-XX:Tier4InvocationThreshold=30000", "-XX:Tier4MinInvocationThreshold=4000", "-XX:Tier4CompileThreshold=90000")
# A developer's run, which has few tests there, is over before its second compiler has paid for itself: 124 s of processor time
# instead of 155.
_FEW_TESTS = ("-XX:TieredStopAtLevel=1",)
_QUICK = ("-Xmx2g", "-Xms2g", "-Xmn1g", "-XX:+UseSerialGC", *_UNCHECKED)
_AS_SERVED = ("-Xmx2g",)
_JAVA = (*(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),)


def cache_folder() -> Path:
    """Where the jars are kept from one run to the next: CASEGRAPH_TEST_CACHE, or the user's cache."""
    return Path(os.environ.get("CASEGRAPH_TEST_CACHE") or Path.home() / ".cache" / "casegraph-tests")


def _jars(version: str) -> Path:
    return cache_folder() / f"neo4j-{version}"


def is_fetched(version: str) -> bool:
    """Whether that Neo4j's jars are here already."""
    return _jars(version).is_dir()


def fetch(version: str) -> Path:
    """The folder with that Neo4j's jars; Maven fills it the first time, all of it or nothing."""
    folder = _jars(version)
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f"{folder.name}.part-", dir=folder.parent))
    try:
        _copy_jars(version, part)
        _put_in_place(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _copy_jars(version: str, folder: Path) -> None:
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    command = ["mvn", "-B", "-q", "-f", str(_HERE / "pom.xml"), f"-Dneo4j.version={version}", *goal]
    for _ in range(2):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode == 0 and any(folder.glob(f"neo4j-kernel-{version}.jar")):
            return
    said = (done.stdout + done.stderr)[-2000:]
    advice = "--engine embedded runs without it"
    raise EngineError(f"Maven could not fetch Neo4j {version}, tried twice ({advice}); it said: {said}")


def _put_in_place(part: Path, folder: Path) -> None:
    try:
        part.rename(folder)
    except OSError:
        if not folder.is_dir():  # another run was first, or else the disk refused
            raise


@contextmanager
def running(
    version: str, java: Path, *, quick: bool = True, home: Path | None = None, at: Endpoint | None = None
) -> Iterator[Endpoint]:
    """That Neo4j, started empty on a free port and answering; ended, and its data removed, afterwards.

    `quick` starts sooner and runs slower: for tests, not for benchmarks. With a `home`, it starts with what is in that folder,
    and leaves it there; `at` is where it was before, for those who know it by that address.
    """
    jars = fetch(version)
    endpoint = at or Endpoint(f"bolt://127.0.0.1:{_free_port()}", "neo4j", secrets.token_urlsafe(18), "neo4j")
    environment = {} if at else {"NEO4J_PASSWORD": endpoint.password}  # it does not take the one that it has as a new one
    with _data_folder(home) as folder:
        process = _start(java, jars, folder, endpoint.url, quick, environment)
        try:
            _await_answer(process, folder, endpoint)
            if quick:
                _make_names_known(endpoint)
            yield endpoint
        finally:
            _end(process, kept=home is not None)


@contextmanager
def _data_folder(home: Path | None) -> Iterator[Path]:
    if home is not None:
        home.mkdir(parents=True, exist_ok=True)
        yield home
    else:
        with tempfile.TemporaryDirectory(prefix="casegraph-neo4j-", ignore_cleanup_errors=True) as made:
            yield Path(made)


def _end(process: subprocess.Popen[bytes], *, kept: bool) -> None:
    """At once where its data is thrown away, else in its own time."""
    if not kept:
        process.kill()
    process.communicate()


def _start(java: Path, jars: Path, home: Path, url: str, quick: bool, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    (home / "neo4j.conf").write_text(_settings(url.removeprefix("bolt://"), quick))
    command = [str(java), *(_quick() if quick else _AS_SERVED), *_JAVA, "-cp", f"{jars}/*", str(_HERE / "Start.java"), str(home)]
    with (home / "output").open("wb") as output:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, env=os.environ | environment
        )


def _quick() -> tuple[str, ...]:
    return (*_QUICK, *(_LATER if os.environ.get("CI") else _FEW_TESTS))


def _settings(address: str, quick: bool) -> str:
    settings = {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": address,
        "server.http.enabled": "false",
        "server.memory.pagecache.size": "256m" if quick else "2g",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",
    }
    if quick:
        # Tests wipe the store again and again: a plan is not stale because the counts swung. (One that grows does need new ones.)
        settings["dbms.cypher.statistics_divergence_threshold"] = "1.0"
        settings["dbms.cypher.min_replan_interval"] = "1h"
        # One plan of a text, however long the lists and texts that it is given.
        settings["internal.cypher.use_parameter_size"] = "false"
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def _await_answer(process: subprocess.Popen[bytes], home: Path, endpoint: Endpoint) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _is_ready(home / "output") or not answers(endpoint):
        if process.poll() is not None or time.monotonic() > deadline:
            said = (home / "output").read_text(errors="replace")[-2000:]
            raise EngineError(f"Neo4j did not answer within {_START_SECONDS} s; it said: {said}")
        time.sleep(0.1)


def _is_ready(output: Path) -> bool:
    return "ready" in output.read_text(errors="replace").splitlines()


def answers(endpoint: Endpoint) -> bool:
    """Whether a query comes back from there."""
    try:
        with neo4j.GraphDatabase.driver(endpoint.url, auth=(endpoint.user, endpoint.password)) as driver:
            driver.execute_query("RETURN 1", database_=endpoint.database)
    except (DriverError, Neo4jError):
        return False
    return True


def _make_names_known(endpoint: Endpoint) -> None:
    # A plan is thrown away when a name that it speaks of comes into the store for the first time: so they all come first.
    properties = {each.name for declared in (*NODES, *EDGES) for each in declared.properties}
    names = {
        "createLabel": ["Child", "Adult", *(node.label for node in NODES)],
        "createRelationshipType": [edge.type for edge in EDGES],
        "createProperty": sorted(properties),
    }
    with neo4j.GraphDatabase.driver(endpoint.url, auth=(endpoint.user, endpoint.password)) as driver:
        for procedure, given in names.items():
            text = f"UNWIND $names AS name CALL db.{procedure}(name)"
            driver.execute_query(text, names=given, database_=endpoint.database)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
