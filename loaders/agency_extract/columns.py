"""The columns of the agency extract's ten files, and how each cell is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from graph import vocabulary as words
from graph.dates import PartialDate, partial_date, whole_date
from graph.errors import InvalidInput
from graph.model import Edge, Node, Property
from graph.model.edges import INVOLVED, LIVED_AT, PARENT_OF, SHARED_WITH
from graph.model.nodes import CONCERN, CONTACT, INVOLVEMENT, RECORD, STRENGTH
from loaders.checks.lengths import ident, prose, several, short
from loaders.checks.local_ids import plain_id

Cell = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class CellReader:
    """One column: how its cells are read, and what it says, in a sentence.

    A blank cell rejects the row where it is required, an odd one rejects itself alone where it stands `alone`.
    """

    name: str
    read: Cell
    required: bool = False
    about: str = ""
    alone: bool = False


def _code(kinds: type[StrEnum]) -> Cell:
    known = {each.value: each.value for each in kinds}

    def read(cell: str) -> str:
        found = known.get(cell)
        if found is None:
            raise InvalidInput(f"expected one of {', '.join(known)}")
        return found

    return read


def _yes_no(cell: str) -> bool:
    if cell not in ("Y", "N"):
        raise InvalidInput("expected Y or N")
    return cell == "Y"


def _names(cell: str) -> list[str]:
    return several([name.strip() for name in cell.split(";") if name.strip()])


def _schemes(cell: str) -> list[str]:
    found = [each.strip() for each in cell.split(";") if each.strip()]
    for each in found:
        scheme, equals, value = each.partition("=")
        if not (scheme.strip() and equals and value.strip()):
            raise InvalidInput("expected scheme=value, with ; between")
    # No id of two systems' agreement ends in `.0`: it was a spreadsheet's, as of any other id (docs/adr/0020).
    pairs = (each.split("=", 1) for each in found)
    return several(sorted({f"{scheme.strip()}={plain_id(value.strip())}" for scheme, value in pairs}))


def _first(cell: str) -> PartialDate:
    return partial_date(cell)


def _last(cell: str) -> PartialDate:
    return partial_date(cell, last=True)


def _day_at_last(cell: str) -> date:
    return partial_date(cell, last=True).day


DAYS = frozenset({_first, _last, _day_at_last, whole_date})
"""The readers of cells that are dates."""


def _local_id(cell: str) -> str:
    return plain_id(ident(cell))


def _reader(declared: Property) -> Cell:
    """How the cells of a property's column are read, and how long they may be."""
    own_words = declared.column.words if declared.column else None
    if closed := own_words or declared.words:
        return _code(closed)
    if declared.type == "text" and declared.free_text:
        return prose
    return _OWN.get(declared.name) or _BY_TYPE[declared.type]


_BY_TYPE: dict[str, Cell] = {"text": short, "flag": _yes_no, "date": _first, "texts": _names}
_OWN: dict[str, Cell] = {
    "other_ids": _schemes,
    "date_of_death": _last,
    "end": _last,
    "contact": _local_id,
    "involvement": _local_id,
    "referred_to": ident,
    "source_agency": ident,
}


def _columns_of(declared: Node | Edge) -> tuple[CellReader, ...]:
    """The columns that a node's or an edge's properties come from."""
    return tuple(
        CellReader(each.column.name or each.name, _reader(each), each.column.required, each.about, each.column.alone)
        for each in declared.properties
        if each.column
    )


def _name(name: str, about: str) -> CellReader:
    return CellReader(name, ident, True, about)


def _id(name: str, about: str) -> CellReader:
    return CellReader(name, _local_id, True, about)


_PERSON = _id("person_id", "Whom it is about: a person of people.csv.")
_RECORDED = CellReader("recorded_on", whole_date, about="When it was written down. Blank: its own date.")
_RECORDED_SPELL = (
    CellReader("recorded_on", whole_date, about="When the start was written down. Blank: the start."),
    CellReader("end_recorded_on", _day_at_last, about="When the end was written down. Blank: the end."),
)

_SHARED_ON, *_OF_SHARES = _columns_of(SHARED_WITH)

COLUMNS: dict[str, tuple[CellReader, ...]] = {
    "extract.csv": (
        _name("agency_id", "The agency's own id: the first part of every key."),
        CellReader("agency_name", short, True, "Its name."),
        CellReader("agency_kind", _code(words.AgencyKind), True, "What sort of service it is."),
        _name("system", "Which of its systems: the second part of every key."),
        CellReader("extracted_on", whole_date, True, "The day of the extract."),
        CellReader("covers_from", whole_date, about="The first day of the period that it covers."),
        CellReader("covers_to", whole_date, about="The last day of that period."),
        CellReader("partial", _yes_no, about="Whether it is only a part, which removes nothing. Blank: N."),
    ),
    "people.csv": (
        _id("person_id", "The system's own id of the person."),
        *_columns_of(RECORD),
        CellReader(
            "recorded_on", whole_date, about="When it was written down. Blank: the earliest of this extract's facts about them."
        ),
    ),
    "relationships.csv": (
        _id("relationship_id", "The system's own id of the row."),
        _id("person_id", "Who is the … of the other: a person of people.csv."),
        _id("related_person_id", "The other: a person of people.csv."),
        *_columns_of(PARENT_OF),
        *_RECORDED_SPELL,
    ),
    "addresses.csv": (_id("stay_id", "The system's own id of the row."), _PERSON, *_columns_of(LIVED_AT), *_RECORDED_SPELL),
    "contacts.csv": (_id("contact_id", "The system's own id of the contact."), _PERSON, *_columns_of(CONTACT), _RECORDED),
    "contact_people.csv": (
        _id("contact_id", "A contact of contacts.csv."),
        _id("person_id", "Who took part: a person of people.csv."),
        *_columns_of(INVOLVED),
    ),
    "involvements.csv": (
        _id("involvement_id", "The system's own id of the spell."),
        _PERSON,
        *_columns_of(INVOLVEMENT),
        *_RECORDED_SPELL,
    ),
    "concerns.csv": (_id("concern_id", "The system's own id of the concern."), _PERSON, *_columns_of(CONCERN), _RECORDED),
    "strengths.csv": (_id("strength_id", "The system's own id of the strength."), _PERSON, *_columns_of(STRENGTH), _RECORDED),
    "shares.csv": (
        CellReader("record_kind", _code(words.RecordKind), True, "Which kind of record was shared, or withheld."),
        _id("record_id", "Its id in this extract."),
        _name("with_agency", "The other agency's id."),
        _SHARED_ON,
        CellReader("decision", _code(words.ShareDecision), about="Shared or withheld. Blank: shared."),
        *_OF_SHARES,
    ),
}
"""The ten files and their columns, as the format defines them; what a row says comes from the model's declarations."""
