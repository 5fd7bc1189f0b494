"""The columns of the agency extract's ten files, and how each cell is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from graph import vocabulary as words
from graph.dates import PartialDate, partial_date, whole_date
from graph.errors import InvalidInput
from loaders.limits import ident, prose, several, short

Cell = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its cells are read, and whether a blank one rejects the row."""

    name: str
    read: Cell
    required: bool = False


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
    return several(sorted({"=".join(part.strip() for part in each.split("=", 1)) for each in found}))


def _first(cell: str) -> PartialDate:
    return partial_date(cell)


def _last(cell: str) -> PartialDate:
    return partial_date(cell, last=True)


def _day_at_last(cell: str) -> date:
    return partial_date(cell, last=True).day


need = partial(Column, required=True)

EXTRACT = (
    need("agency_id", ident),
    need("agency_name", short),
    need("agency_kind", _code(words.AgencyKind)),
    need("system", ident),
    need("extracted_on", whole_date),
    Column("covers_from", whole_date),
    Column("covers_to", whole_date),
    Column("partial", _yes_no),
)
PEOPLE = (
    need("person_id", ident),
    need("role", _code(words.Role)),
    Column("given_names", short),
    Column("family_name", short),
    Column("other_names", _names),
    Column("date_of_birth", _first),
    Column("date_of_birth_kind", _code(words.BirthDateKind)),
    Column("date_of_death", _last),
    Column("sex", _code(words.Sex)),
    Column("nhs_number", short),
    Column("upn", short),
    Column("other_ids", _schemes),
    Column("ethnicity", prose),
    Column("language", prose),
    Column("interpreter_needed", _yes_no),
    Column("sensitivity", _code(words.Sensitivity)),
    Column("recorded_on", whole_date),
)
RELATIONSHIPS = (
    need("relationship_id", ident),
    need("person_id", ident),
    need("related_person_id", ident),
    need("relationship", _code(words.Relationship)),
    Column("parental_responsibility", _yes_no),
    Column("contact_restricted", _yes_no),
    Column("start", _first),
    Column("end", _last),
    Column("recorded_on", whole_date),
    Column("end_recorded_on", _day_at_last),
)
ADDRESSES = (
    need("stay_id", ident),
    need("person_id", ident),
    Column("uprn", short),
    Column("address", short),
    Column("postcode", short),
    Column("local_authority", short),
    Column("address_kind", _code(words.AddressKind)),
    Column("start", _first),
    Column("end", _last),
    Column("restricted", _yes_no),
    Column("recorded_on", whole_date),
    Column("end_recorded_on", _day_at_last),
)
CONTACTS = (
    need("contact_id", ident),
    need("person_id", ident),
    need("on", _first),
    need("kind", _code(words.ContactKind)),
    need("outcome", _code(words.Outcome)),
    Column("outcome_raw", prose),
    Column("presence", _code(words.Presence)),
    Column("engagement", _code(words.Engagement)),
    Column("source_agency", ident),
    Column("referred_to", ident),
    Column("interpreter_used", _yes_no),
    Column("summary", prose),
    Column("sensitivity", _code(words.Sensitivity)),
    Column("recorded_on", whole_date),
)
CONTACT_PEOPLE = (
    need("contact_id", ident),
    need("person_id", ident),
    Column("part", _code(words.Part)),
    Column("presence", _code(words.Presence)),
)
INVOLVEMENTS = (
    need("involvement_id", ident),
    need("person_id", ident),
    need("kind", _code(words.InvolvementKind)),
    need("start", _first),
    Column("end", _last),
    Column("closure_reason", _code(words.ClosureReason)),
    Column("threshold_met", _yes_no),
    Column("sensitivity", _code(words.Sensitivity)),
    Column("recorded_on", whole_date),
    Column("end_recorded_on", _day_at_last),
)
CONCERNS = (
    need("concern_id", ident),
    need("person_id", ident),
    need("factor", _code(words.Factor)),
    Column("whose", _code(words.Whose)),
    Column("status", _code(words.ConcernStatus)),
    need("on", _first),
    Column("contact_id", ident),
    Column("involvement_id", ident),
    Column("summary", prose),
    Column("sensitivity", _code(words.Sensitivity)),
    Column("recorded_on", whole_date),
)
STRENGTHS = (
    need("strength_id", ident),
    need("person_id", ident),
    Column("kind", _code(words.StrengthKind)),
    Column("words", prose),
    need("on", _first),
    Column("sensitivity", _code(words.Sensitivity)),
    Column("recorded_on", whole_date),
)
SHARES = (
    need("record_kind", _code(words.RecordKind)),
    need("record_id", ident),
    need("with_agency", ident),
    need("on", _first),
    Column("decision", _code(words.ShareDecision)),
    Column("basis", prose),
    Column("reason", prose),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "extract.csv": EXTRACT,
    "people.csv": PEOPLE,
    "relationships.csv": RELATIONSHIPS,
    "addresses.csv": ADDRESSES,
    "contacts.csv": CONTACTS,
    "contact_people.csv": CONTACT_PEOPLE,
    "involvements.csv": INVOLVEMENTS,
    "concerns.csv": CONCERNS,
    "strengths.csv": STRENGTHS,
    "shares.csv": SHARES,
}
"""The ten files and their columns, as the format defines them."""
