"""`casegraph serve` as processes: the demo from its start to its end, and workers that survive what happens to them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil

from graph.embedded import lease

COMMAND = [sys.executable, "-c", "from api.command import main; main()"]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"CASEGRAPH_HOME": str(home), "CASEGRAPH_EMBEDDED_IDLE_SECONDS": "0"}


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A server that says that it is ready: its process, its address, and all that it said until then."""
    command = [*COMMAND, "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = ""
            while "answers at" not in said:
                line = server.stderr.readline()
                assert line, said
                said += line
            (address,) = re.findall(r"http://[\d.:]+/graphql", said)
            yield server, address, said
        finally:
            server.kill()


def asked(address: str, query: str) -> httpx.Response:
    return httpx.post(address, json={"query": query}, timeout=60)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers(server: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that answer: those of its children that run our code, and not the one that cleans up behind them."""
    return [each for each in psutil.Process(server.pid).children() if "spawn_main" in " ".join(each.cmdline())]


def test_the_demo_answers_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as (server, address, said):
        answer = asked(address, "{ findings { totalCount } }").json()
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    assert "every person in it is invented" in said
    assert "demo analyst" in said
    assert answer["data"]["findings"]["totalCount"] > 0


def test_workers_survive_the_end_of_one_of_them_and_of_the_store(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as (server, address, _):
        first, second = workers(server)
        first.kill()
        assert asked(address, "{ status { edges } }").json() == {"data": {"status": {"edges": 0}}}
        wait_until(lambda: len(workers(server)) == 2 and first not in workers(server))

        with lease(tmp_path) as held:
            psutil.Process(held.endpoint.pid).kill()
        for _ in range(4):
            assert asked(address, "{ status { edges } }").json() == {"data": {"status": {"edges": 0}}}
        assert second in workers(server)

        alive = workers(server)
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
        assert [each for each in alive if each.is_running()] == []


def test_a_request_that_has_begun_is_answered_before_the_end(tmp_path: Path) -> None:
    body = b'{"query": "{ __typename }"}'
    head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with serving(tmp_path, "--workers", "2") as (server, address, _):
        with socket.create_connection(("127.0.0.1", urlsplit(address).port or 0)) as begun:
            begun.sendall(head.encode() + body[:5])
            wait_until(lambda: any(each.net_connections("tcp") and _has_accepted(each) for each in workers(server)))
            server.send_signal(signal.SIGTERM)
            wait_until(lambda: _refuses(address))
            begun.sendall(body[5:])
            answer = begun.recv(65536)
        assert b"200 OK" in answer
        assert answer.endswith(b'{"data":{"__typename":"Query"}}')
        assert server.wait(60) == 0


def _has_accepted(worker: psutil.Process) -> bool:
    return any(one.status == psutil.CONN_ESTABLISHED and one.laddr[1] != 0 for one in worker.net_connections("tcp"))


def _refuses(address: str) -> bool:
    try:
        httpx.get(address.replace("graphql", "health"), timeout=1)
    except httpx.HTTPError:
        return True
    return False


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*COMMAND, "serve", "--port", port], env=environment(tmp_path), capture_output=True, text=True)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(["bash", "-c", '"$@" | head -c 1', "-", *COMMAND, "schema"], capture_output=True, text=True)
    assert done.stderr == ""
