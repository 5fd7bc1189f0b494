"""The engines that tests run on: each started once a run, at its first use, and stopped at the end."""

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pydantic import SecretStr

from graph.settings import Settings
from graph.store import Store, connect
from tests.engines.choice import NAMES, Choice, choose, start
from tests.engines.endpoint import Endpoint, EngineError
from tests.engines.summary import lines


@dataclass
class Engines:
    """The engines of one run: which, what runs where, and how many tests each has had."""

    choice: Choice
    running: dict[str, Endpoint] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    tests: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    """By file, its first test that asks for an engine."""


ENGINES = pytest.StashKey[Engines]()

# No test fails on time: on a busy machine an example, or drawing one, may take as long as it takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    about = "engine to run on (repeatable); without it, those that this machine has"
    parser.addoption("--engine", action="append", default=[], choices=NAMES, help=about)


def pytest_configure(config: pytest.Config) -> None:
    try:
        config.stash[ENGINES] = Engines(choose(config.getoption("--engine")))
    except EngineError as error:
        raise pytest.UsageError(str(error)) from error
    _forget_the_store_of_this_user()


def _forget_the_store_of_this_user() -> None:
    # It may hold real records, and a test that asked for no store must not find them.
    for name in list(os.environ):
        if name.startswith("CASEGRAPH_") and not name.startswith("CASEGRAPH_TEST_"):
            del os.environ[name]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_name" in metafunc.fixturenames:
        # Indirectly: else pytest mixes the tests of all modules by their other parameters, and a module loads its own again.
        metafunc.parametrize("engine_name", _engines_of(metafunc), indirect=True, scope="session")


def _engines_of(metafunc: pytest.Metafunc) -> tuple[str, ...]:
    path = Path(str(metafunc.definition.path)).relative_to(Path(__file__).parent).as_posix()
    engines, name = metafunc.config.stash[ENGINES], metafunc.function.__name__
    return engines.choice.engines_of(path, first=engines.first.setdefault(path, name) == name)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Where several processes share the tests, those of one engine stay in one process: it is started once.
    for item in items:
        callspec = getattr(item, "callspec", None)
        if callspec is not None and "engine_name" in callspec.params:
            item.add_marker(pytest.mark.xdist_group(callspec.params["engine_name"]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    told = getattr(session.config, "workeroutput", None)
    if told is not None:
        engines = session.config.stash[ENGINES]
        told["engines"] = (dict(engines.tests), dict(engines.versions))


def pytest_testnodedown(node: Any) -> None:
    tests, versions = getattr(node, "workeroutput", {}).get("engines", ({}, {}))
    node.config.stash[ENGINES].tests.update(tests)
    node.config.stash[ENGINES].versions.update(versions)


def pytest_runtest_call(item: pytest.Item) -> None:
    callspec = getattr(item, "callspec", None)
    if callspec is not None and "engine_name" in callspec.params:
        item.config.stash[ENGINES].tests[callspec.params["engine_name"]] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    engines = config.stash[ENGINES]
    for line in lines(engines.choice, engines.tests, engines.versions):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def engines(pytestconfig: pytest.Config) -> Engines:
    """The engines of this run."""
    return pytestconfig.stash[ENGINES]


@pytest.fixture(scope="session")
def until_the_end() -> Iterator[ExitStack]:
    """What is closed when the run ends."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine of this test, by its name."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def engine(engine_name: str, engines: Engines, until_the_end: ExitStack) -> Endpoint:
    """Where the engine of this test answers; a test that asks for it runs once on each engine."""
    if engine_name not in engines.running:
        engines.running[engine_name] = until_the_end.enter_context(start(engine_name))
    return engines.running[engine_name]


@pytest.fixture(scope="session")
def engine_settings(engine: Endpoint) -> Settings:
    """The settings with which casegraph opens the engine of this test."""
    password = SecretStr(engine.password)
    # Planning a large text anew can take a busy machine longer than somebody should wait; no test fails on time.
    return Settings(store=engine.url, user=engine.user, password=password, database=engine.database, query_timeout=120)


@pytest.fixture(scope="session")
async def prepared_store(engine_name: str, engine_settings: Settings, engines: Engines) -> AsyncIterator[Store]:
    """One open store an engine, with its constraints and whatever the last test left."""
    async with connect(settings=engine_settings) as opened:
        await opened.prepare()
        engines.versions[engine_name] = opened.engine
        yield opened


@pytest.fixture
async def store(prepared_store: Store) -> Store:
    """An open store that holds nothing but its constraints; its test runs once on each engine."""
    await prepared_store.write("MATCH (n) DETACH DELETE n")
    return prepared_store
