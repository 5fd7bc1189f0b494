import importlib.util
import socket
import time
from pathlib import Path

import pytest

from graph.embedded import lease, server
from graph.embedded.failures import PortTaken, start_failure
from graph.embedded.folder import EXCLUSIVE, DataFolder
from graph.embedded.java import Ports, argument_file, environment
from graph.embedded.server import Options
from graph.errors import StoreBusy, StoreUnavailable


@pytest.mark.parametrize("memory", ["1k", "plenty"])
def test_memory_that_cannot_be_had_names_the_setting_and_what_java_said(tmp_path: Path, memory: str) -> None:
    with pytest.raises(StoreUnavailable, match=rf"\({memory}\).*heap.*CASEGRAPH_EMBEDDED_MEMORY"):
        lease(tmp_path, memory=memory)


def test_a_failed_start_does_not_stand_in_the_way_of_the_next(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="Too small maximum heap"):
            lease(tmp_path, memory="1k")


def test_a_home_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.touch()
    with pytest.raises(StoreUnavailable, match=rf"{home} cannot be used.*CASEGRAPH_HOME"):
        lease(home)


def test_a_full_disk_is_said_before_anything_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.embedded.folder._NEEDED_BYTES", 10**18)
    with pytest.raises(StoreUnavailable, match=r"is full: expected .* found"):
        lease(tmp_path)


def test_without_the_wheel_the_way_to_a_neo4j_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(StoreUnavailable, match=r"not installed.*CASEGRAPH_STORE=bolt://"):
        lease(tmp_path)


def test_a_folder_that_is_being_closed_is_waited_for_and_then_busy(tmp_path: Path) -> None:
    closing = DataFolder(tmp_path).lease_lock.try_acquire(EXCLUSIVE)
    assert closing is not None
    with pytest.raises(StoreBusy, match=r"after 0\.1 seconds"):
        lease(tmp_path, wait_seconds=0.1)
    closing.release()


def test_a_start_that_takes_too_long_names_the_log(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"0\.01 seconds; see .*server\.log"):
        lease(tmp_path, memory="256m", idle_seconds=0, wait_seconds=0.01)


def test_a_port_that_another_process_took_is_chosen_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose = server._free_ports
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        chosen = iter([Ports(stranger.getsockname()[1], choose().http), choose()])
        monkeypatch.setattr(server, "_free_ports", lambda: next(chosen))
        monkeypatch.setattr(server.StartupCache, "_try_recorder", lambda cache: None)
        started = server.start(DataFolder(tmp_path), Options("256m", 0, 30, 10))
    started.stop()
    assert next(chosen, None) is None
    assert not started.is_running()


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        (
            "Error: Could not reserve enough space for 9g object heap",
            StoreUnavailable,
            "CASEGRAPH_EMBEDDED_MEMORY",
        ),
        ("SEVER Unable to listen for BOLT connections", PortTaken, "no free port"),
        ("LockException: Database is locked by another process", StoreBusy, "open in another process"),
        ("java.io.IOException: No space left on device", StoreUnavailable, "is full"),
        ("Exception in x: odd\n\tat a.B.c(D.java:1)\n", StoreUnavailable, "it said 'Exception in x: odd'"),
        ("", StoreUnavailable, "it said nothing"),
    ],
)
def test_what_java_said_becomes_a_sentence(tmp_path: Path, said: str, kind: type[Exception], told: str) -> None:
    error = start_failure(DataFolder(tmp_path), "9g", said)
    assert type(error) is kind
    assert told in str(error)


def test_a_lock_that_is_let_go_can_be_had(tmp_path: Path) -> None:
    lock = DataFolder(tmp_path).start_lock
    held = lock.try_acquire(EXCLUSIVE)
    assert held is not None and lock.is_held()
    assert lock.acquire(EXCLUSIVE, time.monotonic() + 0.05) is None
    held.release()
    held.release()
    assert not lock.is_held()


def test_paths_with_spaces_quotes_and_backslashes_reach_java_whole() -> None:
    assert argument_file(['C:\\a b\\"c"']) == '"C:\\\\a b\\\\\\"c\\""\n'


def test_java_options_of_the_users_do_not_reach_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Dcom.sun.management.jmxremote.port=9999")
    assert "JAVA_TOOL_OPTIONS" not in environment()
