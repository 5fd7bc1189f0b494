"""Scalars and names: a date is a whole day in ISO form; an enum's words are those of the JSON and the files."""

from datetime import date
from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition

from api.days import whole_day
from graph.errors import InvalidInput


class Names(NameConverter):
    """Fields in camelCase as elsewhere in GraphQL; enum values as the words themselves (`section_47`, not `SECTION_47`)."""

    def from_enum_value(self, enum: StrawberryEnumDefinition, enum_value: EnumValue) -> str:
        """The word itself, as the JSON and the files have it."""
        return str(enum_value.value)


def _read_day(value: Any) -> date:
    if not isinstance(value, str):
        raise InvalidInput(f'expected a date as text, as "2019-05-17", found {value}')
    return whole_day(value)


DATE = strawberry.scalar(
    name="Date", description="A whole day in ISO form, such as 2019-05-17.", serialize=date.isoformat, parse_value=_read_day
)

CONFIG = StrawberryConfig(name_converter=Names(), scalar_map={date: DATE}, disable_field_suggestions=True)
