"""`casegraph serve` as a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

PATIENT = {"CASEGRAPH_QUERY_TIMEOUT": "300", "CASEGRAPH_REQUEST_TIMEOUT": "300"}
"""No time limit that a busy machine could reach."""
COMMAND = [sys.executable, "-c", "from api.command import main; main()"]


def environment(home: Path) -> dict[str, str]:
    """That of a server with its data in a folder."""
    return os.environ | PATIENT | {"CASEGRAPH_HOME": str(home), "CASEGRAPH_EMBEDDED_IDLE_SECONDS": "0"}


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


def workers(server: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that answer: those of its children that run our code, and not the one that cleans up behind them."""
    return [each for each in psutil.Process(server.pid).children() if "spawn_main" in " ".join(each.cmdline())]
