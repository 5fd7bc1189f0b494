"""How a kind of thing is declared: its columns, and the steps to what it is tied to. Everything else follows from these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from graph.dates import FIRST_DAY
from graph.lens import Lens

DATE, TEXT, TEXTS, FLAG, NUMBER, ID = "date", "text", "texts", "flag", "number", "id"

Read = Callable[[Any, Lens], Any]
Words = type[StrEnum]


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a thing.

    `text` is the file under `cypher/columns/` that says it, with `of` for the property; `words` is its closed list; `read`
    makes of what the store returned what is shown. `required` where a thing always has it, `filtered` where lists can be
    narrowed by it.
    """

    name: str
    about: str
    type: str = TEXT
    text: str = "property"
    of: str = ""
    words: Words | None = None
    read: Read | None = None
    required: bool = False
    filtered: bool = False

    @property
    def property(self) -> str:
        """The property that it is from."""
        return self.of or self.name


class Many(StrEnum):
    """How many things a step leads to, and how they are handed over."""

    ONE = "one"
    FEW = "few"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Step:
    """From a thing to those of kind `to`, through the lens.

    `text` is the file under `cypher/steps/`, with `names` for its blanks. `beside` names another variable that an earlier
    step has already reached, and then there is no text. `accounts` is the file that brings each agency's account of a tie, of
    kind `account`, `left_out` the one that says whether somebody is left out of all pages. `days` are its parameters that are
    days, by name and meaning. `weight` is what one thing costs, against a plain fact.
    """

    name: str
    about: str
    to: str
    text: str = ""
    many: Many = Many.PAGE
    names: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    accounts: str = ""
    left_out: str = ""
    days: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency that a column names; every answer brings all agencies, so it takes no step."""

    name: str
    about: str
    text: str = "property"
    of: str = "agency"
    required: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: `day` is the property that its lists are in order of (none: of `key`), `facts` the lists about a person
    that a list of people can be narrowed by."""

    name: str
    about: str
    columns: tuple[Column, ...]
    steps: tuple[Step, ...] = ()
    agencies: tuple[Agency, ...] = ()
    label: str = ""
    day: str = ""
    key: str = "id"
    filters: Mapping[str, "Some"] = field(default_factory=dict)

    def filtered(self) -> dict[str, Column]:
        """The columns that its lists can be narrowed by, by name."""
        return {column.name: column for column in self.columns if column.filtered}


@dataclass(frozen=True, slots=True)
class Some:
    """A filter of people: that some visible thing of kind `of` about them fits; `text` is under `cypher/conditions/`."""

    of: str
    about: str
    text: str


def known_day(text: str | None, _: Lens) -> str | None:
    """When something was written down; none for what is always on record."""
    return None if text is None or date.fromisoformat(text) == FIRST_DAY else text
