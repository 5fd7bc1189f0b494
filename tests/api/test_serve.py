"""`casegraph serve` as a process: the demo from its start to its end."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

COMMAND = [sys.executable, "-c", "from api.command import main; main()"]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"CASEGRAPH_HOME": str(home), "CASEGRAPH_EMBEDDED_IDLE_SECONDS": "0"}


def test_the_demo_answers_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    command = [*COMMAND, "serve", "--demo", "--port", "0"]
    with subprocess.Popen(command, env=environment(tmp_path), stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = ""
        while "answers at" not in said:
            line = server.stderr.readline()
            assert line, said
            said += line
        (address,) = re.findall(r"http://[\d.:]+/graphql", said)
        answer = httpx.post(address, json={"query": "{ findings { totalCount } }"}, timeout=60).json()
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
    assert "every person in it is invented" in said
    assert "demo analyst" in said
    assert answer["data"]["findings"]["totalCount"] > 0


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*COMMAND, "serve", "--port", port], env=environment(tmp_path), capture_output=True, text=True)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(["bash", "-c", '"$@" | head -c 1', "-", *COMMAND, "schema"], capture_output=True, text=True)
    assert done.stderr == ""
