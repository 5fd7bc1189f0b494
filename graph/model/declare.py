"""How a node or an edge is declared: once, and its constraint, its texts and its documentation come from that."""

from dataclasses import dataclass
from enum import StrEnum

from graph.facts import FactKind

Words = type[StrEnum]


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `type` is text, date, flag, number or texts; `words` the closed list it is from, if any."""

    name: str
    type: str
    about: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A type of node: its label, its key, what it is, its properties; `indexes` are properties looked up by themselves."""

    label: str
    key: tuple[str, ...]
    about: str
    properties: tuple[Property, ...] = ()
    indexes: tuple[str, ...] = ()
    kind: FactKind | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A type of edge: between which labels, what it says, its properties; `kind` where it is a fact of its own."""

    type: str
    start: tuple[str, ...]
    end: str
    about: str
    properties: tuple[Property, ...] = ()
    kind: FactKind | None = None


def text(name: str, about: str, words: type[StrEnum] | None = None) -> Property:
    """A property of text, closed where a list of words is given."""
    return Property(name, "text", about, words)


def day(name: str, about: str) -> tuple[Property, Property]:
    """A date with its precision beside it."""
    return Property(name, "date", about), Property(f"{name}_precision", "text", f"how much of {name} was given")


def flag(name: str, about: str) -> Property:
    """A property that is true, false or not known."""
    return Property(name, "flag", about)


DETAILS = Property("details", "texts", "what else the return says, each `its own name=value`")
PROVENANCE: tuple[Property, ...] = (
    Property("agency", "text", "whose record it is"),
    Property("system", "text", "which of that agency's systems"),
    Property("source", "text", "that system's own id of the record"),
    Property("load", "text", "the load that brought this version"),
    Property("recorded_on", "date", "when it was written down; of a spell, its start"),
    Property("version", "date", "the extracted_on that first said so; 0001-01-01 for the first version, which has no bound"),
    Property("until", "date", "the day from which another version, or its removal, stands; 9999-12-31: none yet"),
    Property("removed_on", "date", "the extract that no longer had it"),
    Property("seen", "texts", "the extracts that said so: day, =recorded_on where worked out, from the second on its load"),
    Property("ended_in", "date", "the first of those extracts that had the end"),
    Property("digest", "text", "of everything it says but its end: two that agree say the same"),
    Property("end_digest", "text", "of what it says of its end"),
)
"""What every fact carries beside what it says."""

SPELL: tuple[Property, ...] = (
    *day("start", "the first day"),
    *day("end", "the day it ended, which is not part of it"),
    Property("end_recorded_on", "date", "when the end was written down"),
)
