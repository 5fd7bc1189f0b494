"""docs/serving.md names every setting, every code of an error and every limit."""

import re

import pytest

from api.codes import Code
from api.graphql.operation import limits
from api.graphql.operation.query_cost import LARGEST_PAGE, TYPICAL_LIST
from api.graphql.traversal.compiler import LARGEST_LIST
from api.http.events import HEARTBEAT_SECONDS, MOST_STREAMS, SEND_SECONDS
from api.http.middleware.body_limit import LARGEST_BODY
from api.http.middleware.callers import MOST_AT_ONCE
from api.http.process.connections import LimitedProtocol
from api.http.process.server import GRACE_SECONDS
from api.watching.watch import MOST_QUESTIONS
from api.watching.watched import MOST_SUBJECTS
from api.watching.watcher import MOST_WAITING
from graph.settings import Settings
from graph.store.admission import HEAVIEST, LARGE
from graph.vocabulary import MOST_STAYS
from tests.house.source import ROOT

TEXT = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")


def column(heading: str) -> list[str]:
    """The first column of the table under a heading, without its own heading."""
    chapter = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([A-Z_]+)` \|", chapter, re.MULTILINE)


def test_the_settings_are_those_that_there_are() -> None:
    assert sorted(column("Settings")) == sorted(f"CASEGRAPH_{name.upper()}" for name in Settings.model_fields)


def test_the_codes_are_those_that_there_are() -> None:
    assert column("Errors") == sorted(Code)


@pytest.mark.parametrize(
    "said",
    [
        f"| tokens | {limits.MOST_TOKENS:,} |",
        f"| nesting | {limits.MOST_DEPTH} levels",
        f"in one selection | {limits.MOST_ALIASES} |",
        f"| values in the variables | {limits.MOST_VALUES:,} |",
        f"| directives | {limits.MOST_DIRECTIVES} |",
        f"| cost | {limits.MOST_COST:,} |",
        f"| body | {LARGEST_BODY // 1024} kB",
        f"times {TYPICAL_LIST} for a list",
        f"({GRACE_SECONDS} seconds at most)",
        f"| open subscriptions of a process | {MOST_STREAMS};",
        f"| people in a subscription | {MOST_SUBJECTS} |",
        f"| different questions watched by a process | {MOST_QUESTIONS}:",
        f"a line of comment every {HEARTBEAT_SECONDS}\nseconds",
        f"{LimitedProtocol.most_head_bytes // 1024} kB, {LimitedProtocol.most_headers} headers",
        f"an address of {LimitedProtocol.most_url_bytes // 1024} kB, within {LimitedProtocol.head_seconds} seconds",
        f"| open connections of a process | {LimitedProtocol.most_connections:,},",
        f"less than {LimitedProtocol.least_bytes_sent // 1000} kB of an answer in {LimitedProtocol.send_seconds} seconds",
        f"that a process answers at once | {MOST_AT_ONCE};",
        f"| a page (`first`) | {LARGEST_PAGE} |",
        f"| a list without pages | {LARGEST_LIST:,};",
        f"| {Settings().answer_bytes // 1_000_000} MB (`CASEGRAPH_ANSWER_BYTES`) |",
        f"cost more than {LARGE:,},",
        f"as cost {Settings().cost_at_once:,} together",
        f"one counting for {HEAVIEST:,} at\nmost",
        f"more than {MOST_STAYS} stays",
        f"takes nothing for {SEND_SECONDS} seconds, or lets more than {MOST_WAITING} loads' news wait",
    ],
)
def test_the_limits_are_those_that_are_kept(said: str) -> None:
    assert said in TEXT
