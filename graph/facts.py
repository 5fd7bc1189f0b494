"""A fact: what one agency's system says, as a loader hands it over and a version keeps it.

Definition: docs/model.md, "What every fact carries".
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph.dates import FIRST_DAY

Value = str | int | bool | date | list[str] | None
Content = dict[str, Value]


class FactKind(StrEnum):
    """The kinds of fact; a fact's id is unique together with its kind."""

    PERSON = "person"
    RELATIONSHIP = "relationship"
    STAY = "stay"
    CONTACT = "contact"
    CONTACT_PERSON = "contact_person"
    INVOLVEMENT = "involvement"
    CONCERN = "concern"
    STRENGTH = "strength"
    SHARE = "share"


@dataclass(slots=True, frozen=True)
class End:
    """How a spell ended: the day, when that was written down, and what the record says with it (closure_reason, precision)."""

    day: date
    recorded_on: date
    says: tuple[tuple[str, Value], ...] = ()


@dataclass(slots=True)
class Fact:
    """One row of one extract.

    `id` is `agency/system/its own id`. `records` are the keys of the records it came with: whom it is about
    (a relationship: person, then related; a share and a contact person: see `parent`). `parent` is the id of the record
    that a share or a contact person belongs to, `parent_kind` its kind. `on` is its own date (`on` or `start`), None where
    it has none. `content` is everything else that it says, by property name; a change of it makes a new version. A `placeholder`
    stands for somebody who is named only: see below.
    """

    kind: FactKind
    id: str
    source: str
    records: tuple[str, ...]
    content: Content
    on: date | None = None
    recorded_on: date = FIRST_DAY
    recorded_on_defaulted: bool = False
    end: End | None = None
    parent: str | None = None
    parent_kind: FactKind | None = None
    placeholder: bool = False


NAMED_ONLY = "named by other records; no record of their own yet"
"""What a placeholder says of itself."""


def placeholder(key: str, local: str, role: str, on: date) -> Fact:
    """The record of somebody whom facts name and nothing describes: it gives way to any record of theirs, whenever that comes.

    Why it is there at all: docs/adr/0023.
    """
    content: Content = {"role": role, "sensitivity": "normal", "details": [NAMED_ONLY]}
    return Fact(FactKind.PERSON, key, local, (key,), content, on, on, recorded_on_defaulted=True, placeholder=True)


@dataclass(slots=True, frozen=True)
class Source:
    """Whose extract it is and what it covers: the header of a load.

    `authority` is the code of the authority that the files themselves state, whatever agency they were loaded as. `correction` is
    how often its rows were rejected and corrected (0: it is an extract as its system made it).
    """

    agency: str
    agency_name: str
    agency_kind: str
    system: str
    extracted_on: date
    covers_from: date | None = None
    covers_to: date | None = None
    partial: bool = False
    authority: str | None = None
    correction: int = 0

    @property
    def whole(self) -> bool:
        """Whether what this extract no longer has was removed (never of a partial one, or one without its period)."""
        return not self.partial and self.covers_from is not None and self.covers_to is not None


@dataclass(slots=True, frozen=True)
class Reject:
    """A row that was not kept: where it stands, which value, and why (a sentence: what was expected, what was found).

    `kind` and `id` are the fact that it would have been; `others` those of a row that is several.
    """

    file: str
    line: int
    column: str
    value: str
    reason: str
    row: dict[str, str] = field(default_factory=dict)
    kind: FactKind | None = None
    id: str | None = None
    others: tuple[tuple[FactKind, str], ...] = ()


@dataclass(slots=True, frozen=True)
class Note:
    """Something to know about a row that was kept, or read and set aside; its line is 0 where it is about the file as a whole."""

    file: str
    line: int
    text: str

    @property
    def where(self) -> str:
        """`people.csv, line 4`; of the whole file, its name alone."""
        return f"{self.file}, line {self.line}" if self.line else self.file
