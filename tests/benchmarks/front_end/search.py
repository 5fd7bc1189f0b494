"""Times the search box as it is served, on a partnership of 50,000 people, and compares what the engines answer.

    .venv/bin/python -m tests.benchmarks.front_end.search --store /tmp/stores --engine neo4j-5 --engine embedded

Every kind of search is made from what records say, about another person or place each time: a slip in the name, its short form,
the names the other way round, and so on. Prints one line of JSON a kind, with how often the one that was meant is among the first
twenty hits, and one at the end that says whether all engines gave the same answers; exit code 1 where they did not.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.identity.nicknames import also_called
from graph.settings import Settings
from graph.store import ReadKind, Row, connect
from tests.benchmarks.front_end import serving
from tests.benchmarks.front_end.asking import Caller
from tests.benchmarks.front_end.figures import Figures, in_turn
from tests.benchmarks.kept import partnership
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES

_SEARCH = """query Search($text: String!) {
  search(text: $text, first: 20) {
    more
    hits { ... on PersonHit { id matched records { key } } ... on AddressHit { id matched written } }
  }
}"""
_PEOPLE = """
MATCH (p:Person)<-[:IDENTIFIES]-(r:PersonRecord)
WHERE r.given_names IS NOT NULL AND r.family_name IS NOT NULL AND r.date_of_birth_precision = 'day'
RETURN p.id, r.key, r.given_names, r.family_name, toString(r.date_of_birth), r.nhs_number, r.upn ORDER BY r.key
"""
_PLACES = """
MATCH (:Person)-[stay:LIVED_AT]->(a:Address)
WHERE stay.address IS NOT NULL AND stay.postcode IS NOT NULL
RETURN a.id, stay.address, stay.postcode, a.uprn ORDER BY stay.id
"""
_COUNT = "MATCH (p:Person) RETURN count(p)"
_SEARCHES = 40
_WARM_UP = 10

Search = tuple[str, str]
"""What is typed, and the id of what is meant."""


def main() -> None:
    """Run the benchmark as the command line says."""
    given = _arguments()
    answers: dict[str, list[Any]] = {}
    with tempfile.TemporaryDirectory() as thrown_away:
        for engine in given.engine or ["neo4j-5", "embedded"]:
            with partnership(given.store or Path(thrown_away), engine, given.children, given.seed) as settings:
                answers[engine] = _engine(settings)
    same = all(each == answers[engine] for each in answers.values())
    say(figure="the same answers on every engine", engines=list(answers), searches=len(answers[engine]), same=same)
    sys.exit(0 if same else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--store", type=Path, help="folder in which the loaded engines stay for the next run")
    return parser.parse_args()


def _engine(settings: Settings) -> list[Any]:
    """Say the figures; every answer, in order."""
    engine, people, searches = asyncio.run(_drawn(settings))
    answers = []
    with serving.ours(settings, workers=1) as address:
        caller = Caller(address)
        for kind, asked in searches.items():
            sent = [json.dumps({"query": _SEARCH, "variables": {"text": text}}).encode() for text, _ in asked]
            seconds = in_turn({"ours": lambda number, sent=sent: caller.ask(sent[number])}, _SEARCHES, _WARM_UP)  # type: ignore[misc]
            figures = Figures(kind, seconds)
            found = [json.loads(caller.ask(body))["data"]["search"] for body in sent]
            hit = sum(meant in {each["id"] for each in one["hits"]} for one, (_, meant) in zip(found, asked, strict=True))
            times = {"median_ms": round(figures.median("ours"), 1), "p95_ms": round(figures.p95("ours"), 1)}
            say(engine=engine, people=people, search=kind, example=asked[0][0], **times, hit=f"{hit} of {len(asked)}")
            answers += found
    return answers


async def _drawn(settings: Settings) -> tuple[str, int, dict[str, list[Search]]]:
    async with connect(settings=settings) as store:
        people = await store.read(_PEOPLE, ReadKind.BEFORE_WRITE)
        places = await store.read(_PLACES, ReadKind.BEFORE_WRITE)
        ((count,),) = await store.read(_COUNT)
        return store.engine, count, _searches(people, places)


def _searches(people: list[Row], places: list[Row]) -> dict[str, list[Search]]:
    """By kind, the same ones for the same partnership."""
    chance = random.Random(1)
    return {name: list(_of(kind, people, chance)) for name, kind in _OF_PEOPLE.items()} | {
        name: list(_of(kind, places, chance)) for name, kind in _OF_PLACES.items()
    }


def _of(kind: Callable[[Row, random.Random], str | None], rows: list[Row], chance: random.Random) -> Iterator[Search]:
    """Rows by chance of which such a search can be made."""
    made = 0
    for row in chance.sample(rows, len(rows)):
        if made < _SEARCHES + _WARM_UP and (text := kind(row, chance)):
            made += 1
            yield text, row[0]


def _slip(word: str, chance: random.Random) -> str | None:
    """A word with one letter left out, not the first."""
    if len(word) < 5:
        return None
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _with_slip(row: Row, chance: random.Random) -> str | None:
    family = _slip(row[3], chance)
    return family and f"{row[2]} {family}"


def _with_nickname(row: Row, _: random.Random) -> str | None:
    others = also_called(row[2].split()[0].lower())
    return f"{others[0]} {row[3]}" if others else None


_OF_PEOPLE: dict[str, Callable[[Row, random.Random], str | None]] = {
    "name": lambda row, _: f"{row[2]} {row[3]}",
    "name with a slip": _with_slip,
    "short form of a name": _with_nickname,
    "names the other way round": lambda row, _: f"{row[3]} {row[2]}",
    "name and date of birth": lambda row, _: f"{row[2]} {row[3]} {row[4]}",
    "name and year of birth": lambda row, _: f"{row[2]} {row[3]} {row[4][:4]}",
    "one name alone": lambda row, _: row[3],
    "date of birth": lambda row, _: row[4],
    "record": lambda row, _: row[1],
    "NHS number": lambda row, _: row[5],
    "UPN": lambda row, _: row[6],
}
_OF_PLACES: dict[str, Callable[[Row, random.Random], str | None]] = {
    "address and postcode": lambda row, _: f"{row[1]}, {row[2]}",
    "address": lambda row, _: row[1],
    "postcode": lambda row, _: row[2],
    "UPRN": lambda row, _: row[3],
}


if __name__ == "__main__":
    main()
