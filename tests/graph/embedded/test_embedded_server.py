import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError, ConstraintError

from graph.embedded import Endpoint, Lease, lease
from graph.embedded.folder import DataFolder
from graph.embedded.processes import is_alive
from graph.errors import StoreBusy

HOLD_A_LEASE = """
import sys, time
from pathlib import Path
from graph.embedded import lease
held = lease(Path(sys.argv[1]), memory="256m", idle_seconds=0)
print(held.endpoint.pid, flush=True)
time.sleep(float(sys.argv[2]))
"""


def ask(endpoint: Endpoint, cypher: str, **parameters: Any) -> list[Any]:
    with (
        GraphDatabase.driver(endpoint.url, auth=(endpoint.user, endpoint.password)) as driver,
        driver.session(database=endpoint.database) as session,
    ):
        return session.run(cypher, parameters).value()


def quick_lease(home: Path) -> Lease:
    return lease(home, memory="256m", idle_seconds=0)


def hold_in_another_process(home: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD_A_LEASE, str(home), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def server_pid(holder: subprocess.Popen[str]) -> int:
    assert holder.stdout is not None
    return int(holder.stdout.readline())


def wait_until_ended(pid: int, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        assert time.monotonic() < deadline, f"process {pid} still runs after {seconds} seconds"
        time.sleep(0.02)


def test_a_leased_server_answers(shared: Lease) -> None:
    assert ask(shared.endpoint, "RETURN 1") == [1]


def test_a_second_lease_is_on_the_same_server(shared: Lease, shared_home: Path) -> None:
    with quick_lease(shared_home) as second:
        assert second.endpoint == shared.endpoint


def test_processes_share_the_server(shared: Lease, shared_home: Path) -> None:
    holder = hold_in_another_process(shared_home, 0)
    assert server_pid(holder) == shared.endpoint.pid
    assert holder.wait() == 0


def test_the_server_listens_on_its_two_loopback_ports_alone(shared: Lease) -> None:
    connections = psutil.Process(shared.endpoint.pid).net_connections("all")
    listening = {one.laddr for one in connections if one.status == psutil.CONN_LISTEN}
    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert {address.port for address in listening} == {shared.endpoint.port, shared.endpoint.http_port}
    assert not [one for one in connections if one.type.name == "SOCK_DGRAM"]


def test_the_password_is_on_no_command_line_and_in_no_representation(shared: Lease, shared_home: Path) -> None:
    server = psutil.Process(shared.endpoint.pid)
    supervisor = server.parent()
    assert supervisor is not None
    seen = [
        *server.cmdline(),
        *supervisor.cmdline(),
        (shared_home / "java.args").read_text(),
        repr(shared.endpoint),
    ]
    assert not [text for text in seen if shared.endpoint.password in text]


@pytest.mark.skipif(os.name == "nt", reason="Windows guards files by access lists, not by mode")
def test_the_folder_and_its_files_are_for_their_owner_alone(shared: Lease, shared_home: Path) -> None:
    ask(shared.endpoint, "CREATE (:Scratch)")
    open_to_others = [path for path in [shared_home, *shared_home.rglob("*")] if path.stat().st_mode & 0o077]
    assert open_to_others == []
    assert (shared_home / "password").read_text() == shared.endpoint.password


def test_a_statement_that_runs_too_long_is_ended(shared: Lease) -> None:
    endless = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a, b WHERE a * b < 0 RETURN count(*)"
    with pytest.raises(ClientError, match=r"command\.timeout of 1000ms"):
        ask(shared.endpoint, endless)


def test_the_server_reads_no_files_for_a_statement(shared: Lease) -> None:
    with pytest.raises(ClientError, match="disabled"):
        ask(shared.endpoint, "LOAD CSV FROM $url AS line RETURN line", url=Path(__file__).as_uri())


def test_a_refused_key_is_not_logged(shared: Lease, shared_home: Path) -> None:
    ask(shared.endpoint, "CREATE CONSTRAINT one IF NOT EXISTS FOR (p:Once) REQUIRE p.id IS UNIQUE")
    ask(shared.endpoint, "CREATE (:Once {id: $id})", id="Private Name")
    with pytest.raises(ConstraintError):
        ask(shared.endpoint, "CREATE (:Once {id: $id})", id="Private Name")
    assert "Private Name" not in "".join(log.read_text() for log in shared_home.glob("*.log"))


def test_data_is_there_after_the_server_was_idle_and_ended(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as first:
        ask(first.endpoint, "CREATE (:Kept {id: 1})")
    wait_until_ended(first.endpoint.pid)
    with quick_lease(tmp_path) as again:
        assert again.endpoint.pid != first.endpoint.pid
        assert again.endpoint.password != first.endpoint.password
        assert ask(again.endpoint, "MATCH (k:Kept) RETURN k.id") == [1]


def test_the_server_of_a_killed_supervisor_is_replaced_and_its_data_kept(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as first:
        ask(first.endpoint, "CREATE (:Kept {id: 2})")
        supervisor = psutil.Process(first.endpoint.pid).parent()
        assert supervisor is not None
        supervisor.kill()
        supervisor.wait()
        with quick_lease(tmp_path) as again:
            assert not is_alive(first.endpoint.pid)
            assert ask(again.endpoint, "MATCH (k:Kept) RETURN k.id") == [2]


def test_the_server_of_a_killed_supervisor_ends_by_itself(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as held:
        supervisor = psutil.Process(held.endpoint.pid).parent()
        assert supervisor is not None
        (watchdog,) = (each.pid for each in supervisor.children() if each.pid != held.endpoint.pid)
        supervisor.kill()
        supervisor.wait()
        for pid in (held.endpoint.pid, watchdog):
            wait_until_ended(pid)


def test_a_server_that_ends_as_it_should_takes_its_watchdog_along(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as held:
        supervisor = psutil.Process(held.endpoint.pid).parent()
        assert supervisor is not None
        started = [each.pid for each in supervisor.children()]
    assert len(started) == 2
    for pid in (*started, supervisor.pid):
        wait_until_ended(pid)


def test_a_killed_server_is_replaced_and_its_data_kept(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as first:
        ask(first.endpoint, "CREATE (:Kept {id: 3})")
        psutil.Process(first.endpoint.pid).kill()
        wait_until_ended(first.endpoint.pid)
        with quick_lease(tmp_path) as again:
            assert ask(again.endpoint, "MATCH (k:Kept) RETURN k.id") == [3]


def test_a_server_that_stopped_listening_while_it_ends_is_waited_for_and_replaced(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as first:
        server = psutil.Process(first.endpoint.pid)
        status = DataFolder(tmp_path).status
        told = json.loads(status.read() or "")
        status.write(json.dumps({"ready": told["ready"] | {"port": told["ready"]["http_port"] + 1}}))
        with pytest.raises(StoreBusy, match=r"after 0\.2 seconds"):
            lease(tmp_path, wait_seconds=0.2)
        threading.Timer(0.3, server.terminate).start()
        with quick_lease(tmp_path) as again:
            assert again.endpoint.pid != server.pid
            assert ask(again.endpoint, "RETURN 1") == [1]


def test_racing_starters_get_one_server_that_ends_when_they_are_killed(tmp_path: Path) -> None:
    holders = [hold_in_another_process(tmp_path, 60) for _ in range(3)]
    pids = {server_pid(holder) for holder in holders}
    assert len(pids) == 1
    for holder in holders:
        assert is_alive(*pids)
        holder.kill()
        holder.wait()
    wait_until_ended(*pids)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_a_supervisor_that_is_asked_to_end_ends_its_server_first(tmp_path: Path) -> None:
    with quick_lease(tmp_path) as held:
        supervisor = psutil.Process(held.endpoint.pid).parent()
        assert supervisor is not None
        supervisor.terminate()
        supervisor.wait(15)
        assert not is_alive(held.endpoint.pid)
    assert "Server is down" in (tmp_path / "server.log").read_text()
