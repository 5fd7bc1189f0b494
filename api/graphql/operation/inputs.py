"""What a caller gives: the lens, and parameters by name."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from graph.errors import InvalidInput
from graph.lens import Lens


@strawberry.input(description="Whose records may be used, as of which day, and as known by which day.")
class LensInput:
    """The three parts of the lens, each of which may be left out."""

    agencies: list[str] | None = strawberry.field(
        default=None, description="Ids of agencies: only their records, and what was shared with them. Left out: all."
    )
    as_of: date | None = strawberry.field(default=None, description="The day asked about. Left out: today.")
    known_at: date | None = strawberry.field(
        default=None, description="Only what had been written down by this day. Left out: the day asked about."
    )


LensArgument = Annotated[LensInput | None, strawberry.argument(description="Whose records, as of when, as known when.")]
PersonArgument = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="One person: the canonical id, agency/system/person_id, or an NHS number."),
]
"""Whom a list is about, where it may be about everyone."""
SubjectArgument = Annotated[
    strawberry.ID, strawberry.argument(description="The person: the canonical id, agency/system/person_id, or an NHS number.")
]


@strawberry.input(description="A parameter of the pattern and the value it is to have.")
class ParameterInput:
    """Name and value; a name that the pattern does not have is an error that names it."""

    name: str = strawberry.field(description="The parameter's name, as in `Pattern.parameters`.")
    value: JSON = strawberry.field(description="A number, true or false, a text, or a list of texts.")


def lens_of(given: LensInput | None, as_of: date | None = None, known_at: date | None = None) -> Lens:
    """The lens asked for; the days given here stand in for those that the caller left out."""
    given = given or LensInput()
    agencies = None if given.agencies is None else tuple(given.agencies)
    return Lens.of(given.as_of or as_of, given.known_at or known_at, agencies)


def parameters_of(given: list[ParameterInput] | None) -> dict[str, str | list[str]]:
    """The parameters by name, as texts. Raises InvalidInput for one given twice, or of no sort that a parameter has."""
    found: dict[str, str | list[str]] = {}
    for each in given or []:
        if each.name in found:
            raise InvalidInput(f"parameter {each.name}: expected once, found twice")
        found[each.name] = _value(each.name, each.value)
    return found


def _value(name: str, value: object) -> str | list[str]:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise InvalidInput(f"parameter {name}: expected a number, true, false, a text or a list of texts, found '{value}'")
