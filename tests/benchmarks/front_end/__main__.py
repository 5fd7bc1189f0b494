"""Times what a front-end tool asks: of our API as it is served, of the bare driver, and of @neo4j/graphql on the same Neo4j.

    .venv/bin/python -m tests.benchmarks.front_end --store /tmp/stores --engine neo4j-5 --engine embedded

Each engine holds a partnership from `casegraph generate`, kept in --store for the next run. `ours` is `casegraph serve`, with the
lens, limits and validation on; `bare` the same Cypher with the same parameters, by an auto-commit read of the bare async driver;
`theirs` a node process with graphql-yoga and @neo4j/graphql, on Neo4j alone. It has the easier work: it has no lens, no versions
of facts, no ends that were not known yet, and of the pattern (W5) it has a Cypher text written for this one partnership, without
statements, evidence or a total. Before anything is timed, what both answer to every request is compared: the same ids, or the run
ends.

One client asks everybody in turn, about another child each time, W5 of another day (asked again of one day, ours remembers what
it found); then eight clients at once, each of them in turn, but for W5. Needs node and npm, which fetches the packages. Prints
one line of JSON a figure, a table at the end.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from graph.settings import Settings
from graph.store import connect
from tests.api.npm import with_packages
from tests.benchmarks.front_end import serving
from tests.benchmarks.front_end.asking import Bare, Caller, cypher_of
from tests.benchmarks.front_end.figures import Ask, Figures, in_turn, of_connections
from tests.benchmarks.front_end.questions import OF_EVERYONE, QUESTIONS, Place, body, things
from tests.benchmarks.front_end.table import table
from tests.benchmarks.kept import partnership
from tests.benchmarks.loading import UNTIL
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES

_PLACES = 300
_CLIENTS = 8
_ROUNDS = {"W4": 100, "W5": 5, "W5 again": 20}
_PAGES = "query Pages($after: String) { children(first: 50, after: $after) { nodes { id } pageInfo { endCursor } } }"


def main() -> None:
    """Run the benchmark as the command line says."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as thrown_away:
        packages = with_packages(serving.THEIRS, Path(thrown_away) / "theirs")
        for engine in given.engine or ["neo4j-5", "embedded"]:
            with partnership(given.store or Path(thrown_away), engine, given.children, given.seed) as settings:
                _engine(settings, packages, given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--question", action="append", choices=list(QUESTIONS), help="only these; all by default")
    parser.add_argument("--store", type=Path, help="folder in which the loaded engines stay for the next run")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=3, help="how long eight clients ask each; 0 leaves it out")
    parser.add_argument("--workers", type=int, default=1, help="of casegraph serve, and processes of the other one")
    return parser.parse_args()


@dataclass(frozen=True)
class _Served:
    """Everybody who answers: addresses over HTTP by name, and the store behind them."""

    settings: Settings
    packages: Path
    addresses: dict[str, str]


@contextmanager
def _served(settings: Settings, packages: Path, workers: int) -> Iterator[_Served]:
    with ExitStack() as stack:
        addresses: dict[str, str] = {"ours": stack.enter_context(serving.ours(settings, workers=workers))}
        if serving.is_neo4j(settings):
            addresses["theirs"] = stack.enter_context(serving.theirs(settings, packages, workers=workers))
        yield _Served(settings, packages, addresses)


def _engine(settings: Settings, packages: Path, given: argparse.Namespace) -> None:
    name = asyncio.run(_name(settings))
    found = []
    with _served(settings, packages, given.workers) as served:
        places = _places(served.addresses["ours"])
        for question in given.question or QUESTIONS:
            found.append(_question(served, question, places[question == "W4"], given))
            _say(name, found[-1], given.workers)
    print(table(name, found))


async def _name(settings: Settings) -> str:
    async with connect(settings=settings) as store:
        return store.engine


def _places(address: str) -> tuple[list[Place], list[Place]]:
    """Children here and there in the whole list; and the ends of its pages."""
    caller, after = Caller(address), None
    children: list[str] = []
    ends: list[Place] = []
    while len(ends) < _PLACES and (page := _page(caller, after))["nodes"]:
        after = page["pageInfo"]["endCursor"]
        children += [each["id"] for each in page["nodes"]]
        ends.append(Place(children[-1], after))
    step = max(1, len(children) // _PLACES)
    some = children[::step][:_PLACES]
    return [Place(child, day=UNTIL + timedelta(days=number)) for number, child in enumerate(some)], ends[:-2]


def _page(caller: Caller, after: str | None) -> Any:
    return json.loads(caller.ask(json.dumps({"query": _PAGES, "variables": {"after": after}}).encode()))["data"]["children"]


def _question(served: _Served, question: str, places: list[Place], given: argparse.Namespace) -> Figures:
    bodies = {who: [body(question, who, place) for place in places] for who in served.addresses}
    few = bodies["ours"][:1] if question in OF_EVERYONE else bodies["ours"]
    reads = asyncio.run(cypher_of(served.settings, few))
    bare = Bare(served.settings, reads)
    asked = {"bare": bare.ask} | {who: _over_http(served.addresses[who], bodies[who]) for who in bodies}
    if "theirs" in bodies:
        _compare(served, bodies, 2 if question in OF_EVERYONE else len(places))
    rounds = min(given.rounds, _ROUNDS.get(question, given.rounds))
    figures = Figures(question, in_turn(asked, rounds, warm_up=max(2, rounds // 3)))
    if given.seconds and question not in OF_EVERYONE:
        figures.a_second["bare"] = bare.a_second(_CLIENTS, given.seconds)
        for who, address in served.addresses.items():
            figures.a_second[who] = of_connections(served.packages, address, bodies[who], _CLIENTS, given.seconds)
    return figures


def _over_http(address: str, bodies: list[dict[str, Any]]) -> Ask:
    caller, sent = Caller(address), [json.dumps(each).encode() for each in bodies]
    return lambda number: caller.ask(sent[number % len(sent)])


def _compare(served: _Served, bodies: dict[str, list[dict[str, Any]]], count: int) -> None:
    callers = {who: _over_http(served.addresses[who], bodies[who]) for who in bodies}
    for number in range(count):
        answers = {who: json.loads(ask(number)) for who, ask in callers.items()}  # type: ignore[arg-type]
        assert not any("errors" in each for each in answers.values()), answers
        ours, theirs = (things(answers[who]["data"]) for who in ("ours", "theirs"))
        assert ours == theirs, f"{bodies['ours'][number]}: not the same ids: {ours} and {theirs}"


def _say(engine: str, figures: Figures, workers: int) -> None:
    for who in figures.seconds:
        times = {"median_ms": round(figures.median(who), 2), "p95_ms": round(figures.p95(who), 2)}
        many = {"a_second_with_8": round(figures.a_second[who], 1)} if figures.a_second else {}
        requests = len(figures.seconds[who])
        say(engine=engine, question=figures.question, who=who, **times, **many, requests=requests, workers=workers)


if __name__ == "__main__":
    main()
