"""`casegraph serve` as processes: the demo from its start to its end, and workers that survive what happens to them."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from graph.embedded import lease
from tests.api.processes import COMMAND, SAID, environment, headers_of, serving, workers


def asked(address: str, query: str, home: Path | None = None) -> httpx.Response:
    return httpx.post(address, json={"query": query}, headers=headers_of(home) if home else {}, timeout=300)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.xdist_group("demo")
def test_the_demo_answers_and_says_what_it_is(demo_server: tuple[str, str]) -> None:
    address, said = demo_server
    assert "every person in it is invented" in said
    assert "demo analyst" in said
    assert asked(address, "{ findings { totalCount } }").json()["data"]["findings"]["totalCount"] > 0


def test_workers_survive_the_end_of_one_of_them_and_of_the_store(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as (server, address, _):
        first, second = workers(server)
        first.kill()
        assert asked(address, "{ status { edges } }", tmp_path).json() == {"data": {"status": {"edges": 0}}}
        wait_until(lambda: len(workers(server)) == 2 and first not in workers(server))

        with lease(tmp_path) as held:
            psutil.Process(held.endpoint.pid).kill()
        for _ in range(4):
            assert asked(address, "{ status { edges } }", tmp_path).json() == {"data": {"status": {"edges": 0}}}
        assert second in workers(server)

        alive = workers(server)
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
        assert [each for each in alive if each.is_running()] == []


def test_a_request_that_has_begun_is_answered_before_the_end(tmp_path: Path) -> None:
    body = b'{"query": "{ __typename }"}'
    token = headers_of(tmp_path)["authorization"]
    head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    head += f"Authorization: {token}\r\n\r\n"
    with serving(tmp_path, "--workers", "2") as (server, address, said):
        port = urlsplit(address).port or 0
        with socket.create_connection(("127.0.0.1", port)) as begun:
            begun.sendall(head.encode() + body[:5])
            wait_until(lambda: any(_has_accepted(each, port) for each in workers(server)))
            server.send_signal(signal.SIGTERM)
            wait_until(lambda: _refuses(address))
            begun.sendall(body[5:])
            answer = begun.makefile("rb").read()
        assert b"200 OK" in answer
        assert answer.endswith(b'{"data":{"__typename":"Query"}}')
        assert server.wait(60) == 0
        assert (tmp_path / SAID).read_text() == said


def _has_accepted(worker: psutil.Process, port: int) -> bool:
    return any(one.status == psutil.CONN_ESTABLISHED and one.laddr[1] == port for one in worker.net_connections("tcp"))


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
