"""The questions of a front-end tool: as our API takes them, as @neo4j/graphql does, and which things an answer to each brings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.benchmarks.loading import UNTIL

_FOLDER = Path(__file__).parent / "asked"
QUESTIONS = {
    "W1": "a child with parents and addresses",
    "W2": "a child's contacts with agencies",
    "W3": "child, parents, their other children, concerns with agency",
    "W4": "fifty children, each with parents and the latest three contacts",
    "W5": "a pattern over everyone, of another day each time",
    "W5 again": "the same, of one day",
}
OF_EVERYONE = ("W5", "W5 again")


@dataclass(frozen=True)
class Place:
    """Where a question is asked: about which child, or behind which child a page of fifty begins (our cursor, if any); and of
    which day."""

    child: str
    after: str | None = None
    day: date = UNTIL


def body(question: str, whose: str, place: Place) -> dict[str, Any]:
    """One request to `ours` or `theirs`."""
    return {
        "query": (_FOLDER / f"{question.split()[0]}.{whose}.graphql").read_text(),
        "variables": _variables(question, whose, place),
    }


def _variables(question: str, whose: str, place: Place) -> dict[str, Any]:
    if question in OF_EVERYONE:
        day = (place.day if question == "W5" else UNTIL).isoformat()
        return {"lens": {"asOf": day}} if whose == "ours" else {"asOf": day}
    if question == "W4" and whose == "ours":
        return {"after": place.after}
    return {"id": place.child}


def things(data: dict[str, Any]) -> list[list[str]]:
    """What an answer brings: for each thing that it lists every id in it, whatever nests them."""
    (answer,) = data.values()
    listed = answer if isinstance(answer, list) else answer.get("nodes", [answer])
    return [sorted(set(_ids(each))) for each in listed]


def _ids(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _ids(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("id", "key"):
                yield value
            else:
                yield from _ids(value)
