"""How a node, an edge and a property are declared: once.

From a declaration follow the constraint and the index, what may be written, the agency extract's column, GraphQL's field and its
description, and the page `docs/model.md`.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.facts import FactKind
from graph.vocabulary import Precision

Words = type[StrEnum]


class FieldClass(StrEnum):
    """How delicate what a property says is: what rights and redaction go by."""

    ADMINISTRATIVE = "administrative"
    IDENTITY = "identity"
    LOCATION = "location"
    CHARACTERISTIC = "characteristic"
    CONTENT = "content"
    NARRATIVE = "narrative"


FIELD_CLASSES = {
    FieldClass.ADMINISTRATIVE: "whose record it is, when it was written down, which load brought it",
    FieldClass.IDENTITY: "who somebody is: names, birth, death, sex, identifiers",
    FieldClass.LOCATION: "where somebody is to be found",
    FieldClass.CHARACTERISTIC: "ethnicity, language, disability",
    FieldClass.CONTENT: "what happened, in the words of a closed list",
    FieldClass.NARRATIVE: "what happened, in somebody's own words: it may hold any of the others",
}


@dataclass(frozen=True, slots=True)
class ExtractColumn:
    """The column of the agency extract that a property comes from; `name`, `words`: where they are not the property's own.

    `alone`: a cell that cannot be read rejects itself, and the row is kept without it.
    """

    name: str = ""
    required: bool = False
    words: Words | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    `type` is text, date, flag, number or texts; `words` the closed list it is from, if any; `about` one sentence, which GraphQL
    and the documentation show. `field_class` says how delicate it is. `identifies`: the same value joins two records;
    `free_text`: it is in somebody's own words; `locates`: it says where somebody is to be found. `column` is where the agency
    extract has it. `shown`: answers show it as it is; `filtered`: lists can be narrowed by it.
    """

    name: str
    type: str
    about: str
    words: Words | None = None
    field_class: FieldClass = FieldClass.ADMINISTRATIVE
    identifies: bool = False
    free_text: bool = False
    locates: bool = False
    column: ExtractColumn | None = None
    shown: bool = False
    filtered: bool = False


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


COLUMN = ExtractColumn()
NEEDED = ExtractColumn(required=True)
ALONE = ExtractColumn(alone=True)


def internal(name: str, about: str, type_: str = "text") -> Property:
    """A property that the graph keeps for itself."""
    return Property(name, type_, about)


def text(
    name: str,
    about: str,
    words: Words | None = None,
    field_class: FieldClass = FieldClass.CONTENT,
    column: ExtractColumn | None = COLUMN,
    *,
    filtered: bool = False,
    type_: str = "text",
) -> Property:
    """What a record says and answers show, from a closed list where one is given."""
    return Property(name, type_, about, words, field_class, column=column, shown=True, filtered=filtered)


def identifier(name: str, about: str, type_: str = "text", column: ExtractColumn = COLUMN) -> Property:
    """What two records have alike only where they are of one person."""
    return Property(name, type_, about, None, FieldClass.IDENTITY, identifies=True, column=column, shown=True)


def narrative(name: str, about: str) -> Property:
    """What stands in somebody's own words; it may locate somebody, whatever else it says."""
    return Property(name, "text", about, None, FieldClass.NARRATIVE, free_text=True, column=COLUMN, shown=True)


def place(
    name: str, about: str, *, column: ExtractColumn | None = COLUMN, filtered: bool = False, shown: bool = True
) -> Property:
    """What says where somebody is to be found."""
    return Property(name, "text", about, None, FieldClass.LOCATION, locates=True, column=column, shown=shown, filtered=filtered)


def flag(
    name: str,
    about: str,
    field_class: FieldClass = FieldClass.CONTENT,
    column: ExtractColumn | None = COLUMN,
    *,
    filtered: bool = False,
) -> Property:
    """What is true, false or not known."""
    return Property(name, "flag", about, None, field_class, column=column, shown=True, filtered=filtered)


def day(
    name: str,
    about: str,
    field_class: FieldClass = FieldClass.CONTENT,
    column: ExtractColumn | None = COLUMN,
    *,
    precision_shown: bool = False,
) -> tuple[Property, Property]:
    """A date, and beside it how much of it was given."""
    own = Property(name, "date", about, None, field_class, column=column, shown=True, filtered=True)
    how = Property(f"{name}_precision", "text", "How much of it was given.", Precision, field_class, shown=precision_shown)
    return own, how


DETAILS = Property(
    "details", "texts", "What else the return says, each `its own name=value`.", None, FieldClass.NARRATIVE, free_text=True
)
PROVENANCE: tuple[Property, ...] = (
    internal("agency", "Whose record it is."),
    internal("system", "Which of that agency's systems."),
    internal("source", "That system's own id of the record."),
    internal("load", "The load that brought this version."),
    internal("recorded_on", "When it was written down; of a spell, its start.", "date"),
    internal("version", "The extracted_on that first said so; 0001-01-01 for the first version, which has no bound.", "date"),
    internal("until", "The day from which another version, or its removal, stands; 9999-12-31: none yet.", "date"),
    internal("removed_on", "The extract that no longer had it.", "date"),
    internal(
        "seen",
        "The extracts that said so: day, +1 if corrected once, =recorded_on if worked out, from the second on its load.",
        "texts",
    ),
    internal("ended_in", "The first of those extracts that had the end.", "date"),
    internal("digest", "Of everything it says but its end: two that agree say the same."),
    internal("end_digest", "Of what it says of its end."),
)
"""What every fact carries beside what it says."""


def spell(start: ExtractColumn) -> tuple[Property, ...]:
    """The days of a spell."""
    return (
        *day("start", "The first day; null where it began before any day asked about.", column=start),
        *day("end", "The day it ended, which is not part of it."),
        internal("end_recorded_on", "When the end was written down.", "date"),
    )
