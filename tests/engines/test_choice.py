"""Which engines a run uses, and what it says about them."""

import subprocess
from pathlib import Path

import pytest

from queries.engine.registry import registry
from tests.engines import choice, neo4j_server
from tests.engines.choice import BEGUN_ON_EVERY_ENGINE, ON_EVERY_ENGINE, Choice, choose
from tests.engines.endpoint import EngineError
from tests.engines.summary import lines
from tests.house.source import ROOT

OWN = {"CASEGRAPH_TEST_STORE": "bolt://ada:p%40ss@db.example:7690"}


@pytest.fixture
def everything_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "why_not", lambda name: None)


@pytest.mark.usefixtures("everything_here")
def test_a_developer_runs_on_the_embedded_engine_and_the_long_term_neo4j() -> None:
    assert choose([], {}).chosen == ("embedded", "neo4j-5")


@pytest.mark.usefixtures("everything_here")
def test_a_developer_runs_the_questions_and_the_writing_on_both_and_the_rest_on_the_embedded_engine() -> None:
    chosen = choose([], {})
    assert chosen.engines_of("queries/test_example.py", first=False) == ("embedded", "neo4j-5")
    assert chosen.engines_of("api/test_limits.py", first=True) == ("embedded",)
    assert choose(["embedded", "neo4j-5"], {}).engines_of("api/test_limits.py", first=True) == ("embedded", "neo4j-5")


@pytest.mark.usefixtures("everything_here")
def test_of_each_pattern_a_developer_runs_the_first_test_on_both() -> None:
    chosen, file = choose([], {}), "queries/patterns/test_absent_father.py"
    assert chosen.engines_of(file, first=True) == ("embedded", "neo4j-5")
    assert chosen.engines_of(file, first=False) == ("embedded",)
    assert choose([], {"CI": "true"}).engines_of(file, first=False) == ("embedded", "neo4j-5", "neo4j-2026")


def test_every_pattern_has_a_test_that_runs_on_both() -> None:
    files = {
        path.stem.removeprefix("test_") for folder in BEGUN_ON_EVERY_ENGINE for path in (ROOT / "tests" / folder).glob("test_*")
    }
    assert registry().keys() <= files


@pytest.mark.usefixtures("everything_here")
def test_ci_runs_everything_on_every_engine() -> None:
    chosen = choose([], {"CI": "true"})
    assert chosen.chosen == chosen.engines_of("api/test_limits.py", first=False) == ("embedded", "neo4j-5", "neo4j-2026")


def test_what_runs_on_every_engine_is_there() -> None:
    assert [each for each in (*ON_EVERY_ENGINE, *BEGUN_ON_EVERY_ENGINE) if not (ROOT / "tests" / each).exists()] == []


@pytest.mark.usefixtures("everything_here")
def test_only_the_engines_that_were_asked_for_are_used() -> None:
    assert choose(["neo4j-2026"], {"CI": "true"}).chosen == ("neo4j-2026",)


def test_an_engine_that_was_asked_for_and_is_missing_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "why_not", lambda name: "no Java")
    with pytest.raises(EngineError, match="--engine neo4j-5: no Java"):
        choose(["neo4j-5"], {})


def test_a_store_of_ones_own_is_not_wiped_unasked() -> None:
    with pytest.raises(EngineError, match="MAY_BE_WIPED=yes"):
        choose([], OWN)


def test_a_store_of_ones_own_takes_the_place_of_every_engine() -> None:
    allowed = OWN | {"CASEGRAPH_TEST_STORE_MAY_BE_WIPED": "yes"}
    endpoint = choice.endpoint_given(allowed)
    assert choose([], allowed).chosen == ("given",)
    assert (endpoint.url, endpoint.user, endpoint.password) == ("bolt://db.example:7690", "ada", "p@ss")


def test_a_run_says_plainly_that_it_had_the_embedded_engine_alone() -> None:
    said = lines(Choice(("embedded",), {"neo4j-5": "Maven was not found"}), {"embedded": 3}, {})
    assert said == [
        "engines: embedded 3 tests; ONLY the embedded engine, no real Neo4j",
        "engines not used: neo4j-5: Maven was not found",
    ]


def test_a_download_that_stops_half_way_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_TEST_CACHE", str(tmp_path))
    runs = _maven_that_copies(monkeypatch, ["neo4j-io-9.9.9.jar"], returncode=1)
    with pytest.raises(EngineError, match=r"Neo4j 9\.9\.9, tried twice"):
        neo4j_server.fetch("9.9.9")
    assert len(runs) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_whole_download_is_kept_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_TEST_CACHE", str(tmp_path))
    runs = _maven_that_copies(monkeypatch, ["neo4j-kernel-9.9.9.jar"], returncode=0)
    assert neo4j_server.fetch("9.9.9") == neo4j_server.fetch("9.9.9") == tmp_path / "neo4j-9.9.9"
    assert len(runs) == 1


def _maven_that_copies(monkeypatch: pytest.MonkeyPatch, jars: list[str], returncode: int) -> list[list[str]]:
    runs: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        runs.append(command)
        folder = Path(command[-1].partition("=")[2])
        for jar in jars:
            (folder / jar).touch()
        return subprocess.CompletedProcess(command, returncode, "", "the network is down")

    monkeypatch.setattr(subprocess, "run", run)
    return runs
