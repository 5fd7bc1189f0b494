"""`casegraph serve` as a process of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from api.sign_in.development import ISSUER, DevelopmentIssuer
from graph.settings import Settings

SIGNED_IN = {"CASEGRAPH_ISSUER": ISSUER}
"""A server whose callers sign in by `headers_of` its data folder."""
PATIENT = {"CASEGRAPH_QUERY_TIMEOUT": "300", "CASEGRAPH_REQUEST_TIMEOUT": "300"}
"""No time limit that a busy machine could reach."""
SAID = "said"
COMMAND = [sys.executable, "-c", "from api.command import main; main()"]


def environment(home: Path) -> dict[str, str]:
    """That of a server with its data in a folder."""
    return os.environ | PATIENT | SIGNED_IN | {"CASEGRAPH_HOME": str(home), "CASEGRAPH_EMBEDDED_IDLE_SECONDS": "0"}


def headers_of(home: Path) -> dict[str, str]:
    """The headers of a manager who asks a server with that data folder."""
    settings = Settings(home=home)
    said = {"sub": "tests", settings.role_claim: "manager"}
    token = DevelopmentIssuer(home).token(said, settings.audience, 4 * 3600)
    return {"authorization": f"Bearer {token}", "x-casegraph-purpose": "supervision"}


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A server that says that it is ready: its process, its address, and all that it said until then.

    What it says goes to `SAID` in that folder: a pipe that nobody reads would stop it once it is full.
    """
    command = [*COMMAND, "serve", "--port", "0", *arguments]
    told = home / SAID
    with told.open("w") as log, subprocess.Popen(command, env=environment(home), stderr=log, text=True) as server:
        try:
            while "answers at" not in (said := told.read_text()) or not said.endswith("\n"):
                assert server.poll() is None, said
                time.sleep(0.05)
            (address,) = re.findall(r"http://[\d.:]+/graphql", said)
            yield server, address, said
        finally:
            server.kill()


def workers(server: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that answer: those of its children that run our code, and not the one that cleans up behind them."""
    return [each for each in psutil.Process(server.pid).children() if "spawn_main" in " ".join(each.cmdline())]
