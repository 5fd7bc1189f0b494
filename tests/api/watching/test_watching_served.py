"""Watching a server of several processes, whose loads come from processes of their own, to its end."""

import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.api.processes import COMMAND, SAID, environment, headers_of, serving
from tests.api.watching.conftest import write_extract
from tests.api.watching.test_events import received

QUERY = """subscription {
  newFindings(patterns: [closed_after_missed], lens: {asOf: "2025-06-01"}) { present nodes { subject { records } } }
}"""
BEGUN = {"data": {"newFindings": {"present": True, "nodes": []}}}
NEW = {"data": {"newFindings": {"present": False, "nodes": [{"subject": {"records": ["hv/systmone/p2"]}}]}}}


def load(home: Path, folder: Path) -> None:
    subprocess.run([*COMMAND, "load", str(folder)], env=environment(home), check=True, capture_output=True)


class Reading:
    """A subscription, and all that it has said so far."""

    def __init__(self, response: httpx.Response) -> None:
        self._response, self._text = response, ""
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        for part in self._response.iter_text():
            self._text += part

    def waits_for(self, *said: Any) -> None:
        """Until it has said that, and that only."""
        deadline = time.monotonic() + 120
        while len(found := received(self._text)) < len(said):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert found == [("next", each) for each in said]

    def ends(self) -> bool:
        """Whether it says that it is complete, and is."""
        self._thread.join(60)
        return not self._thread.is_alive() and received(self._text)[-1] == ("complete", None)


@contextmanager
def subscribed(address: str, home: Path) -> Iterator[Reading]:
    headers = {"accept": "text/event-stream", **headers_of(home)}
    with httpx.stream("POST", address, json={"query": QUERY}, headers=headers, timeout=300) as response:
        assert response.status_code == 200
        yield Reading(response)


def test_watchers_of_every_worker_are_told_of_a_load_elsewhere_and_the_end(tmp_path: Path, node_packages: Path) -> None:
    home = tmp_path / "home"
    load(home, write_extract(tmp_path / "first", "2025-05-01", "p1"))
    with serving(home, "--workers", "2") as (server, address, said), ExitStack() as stack:
        command = ["node", str(node_packages / "watch.js"), address, QUERY, json.dumps(headers_of(home))]
        client = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        assert client.stdout is not None
        assert json.loads(client.stdout.readline()) == BEGUN
        watchers = [stack.enter_context(subscribed(address, home)) for _ in range(6)]
        for each in watchers:
            each.waits_for(BEGUN)

        load(home, write_extract(tmp_path / "second", "2025-05-02", "p1", "p2"))
        for each in watchers:
            each.waits_for(BEGUN, NEW)
        assert json.loads(client.stdout.readline()) == NEW

        server.send_signal(signal.SIGTERM)
        assert all(each.ends() for each in watchers)
        assert json.loads(client.stdout.readline()) == "complete"
        assert server.wait(60) == 0
        assert (home / SAID).read_text() == said
