"""Figures: the times of one client that asks everybody in turn, and how much eight at once are answered."""

import json
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Ask = Callable[[int], object]
"""Ask for the nth time: about another child each time."""


@dataclass
class Figures:
    """What was measured of one question, by who answered it: seconds of each request, and answers a second."""

    question: str
    seconds: dict[str, list[float]] = field(default_factory=dict)
    a_second: dict[str, float] = field(default_factory=dict)

    def median(self, who: str) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds[who]) * 1000

    def p95(self, who: str) -> float:
        """Milliseconds that 95 of 100 requests keep within."""
        return sorted(self.seconds[who])[int(len(self.seconds[who]) * 0.95)] * 1000


def in_turn(asked: dict[str, Ask], rounds: int, warm_up: int) -> dict[str, list[float]]:
    """The seconds of every request of every one of them, one of each in turn, the first rounds left out."""
    seconds: dict[str, list[float]] = {who: [] for who in asked}
    for number in range(warm_up + rounds):
        for who, ask in asked.items():
            began = time.perf_counter()
            ask(number)
            if number >= warm_up:
                seconds[who].append(time.perf_counter() - began)
    return seconds


def of_connections(packages: Path, address: str, bodies: list[dict[str, Any]], clients: int, seconds: float) -> float:
    """Answers a second that autocannon gets over so many connections. Raises AssertionError where one was no answer."""
    command = ["node", str(packages / "load.js"), address, str(seconds), str(clients)]
    done = subprocess.run(command, input=json.dumps(bodies), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["failed"] == 0, found
    return float(found["answered"] / found["seconds"])
