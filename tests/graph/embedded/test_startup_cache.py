from pathlib import Path

import platformdirs
import pytest

from graph.embedded.java import installed_java
from graph.embedded.startup_cache import StartupCache


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache"


def recording(cache: StartupCache) -> Path:
    mode, configuration = cache.arguments()
    assert mode == "-XX:AOTMode=record"
    return Path(configuration.partition("=")[2])


def test_without_a_cache_one_server_records_and_others_do_not(directory: Path) -> None:
    first = StartupCache(installed_java())
    assert recording(first).parent == directory
    assert StartupCache(installed_java()).arguments() == []


def test_a_cache_that_is_there_is_used(directory: Path) -> None:
    file = recording(StartupCache(installed_java())).with_suffix(".aot")
    file.touch()
    assert StartupCache(installed_java()).arguments() == [f"-XX:AOTCache={file}"]


def test_a_recording_that_java_refuses_makes_no_cache_and_lets_the_next_record(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.embedded.startup_cache._low_priority", lambda: 0)
    first = StartupCache(installed_java())
    file = recording(first)
    file.write_text("not a recording")
    first.create()
    assert list(directory.glob("*.aot")) == []
    assert recording(StartupCache(installed_java())) == file


def test_a_cache_directory_that_cannot_be_used_is_passed_over(directory: Path) -> None:
    directory.touch()
    cache = StartupCache(installed_java())
    assert cache.arguments() == []
    cache.create()
