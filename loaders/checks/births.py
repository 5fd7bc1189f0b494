"""Dates of birth that stand for "not known", in every format: taken away from the record, and warned of (docs/adr/0020)."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from graph.dates import age_on
from graph.facts import Content, Fact, FactKind, Note, Source
from graph.identity.resolution import STAND_INS
from graph.vocabulary import BirthDateKind
from loaders.extract import Row

_OLDEST = 120
_LATEST_DUE = relativedelta(months=10)
_NAMES = ("date_of_birth", "date_of_birth_precision", "date_of_birth_kind")


def with_known_births(row: Row, source: Source) -> Row:
    """The same row: records in it without a date of birth that stands for none, each with a warning."""
    for fact in row.facts:
        if fact.kind is FactKind.PERSON and (why := _why_not(fact.content, source)):
            row.warnings += (_note(row, fact, why),)
            for name in _NAMES:
                fact.content.pop(name, None)
    return row


def _note(row: Row, fact: Fact, why: str) -> Note:
    born: Any = fact.content["date_of_birth"]
    return Note(row.table, 0, f"the date of birth of '{fact.source}', {born:%Y-%m-%d}, {why}: taken as not known")


def _why_not(says: Content, source: Source) -> str | None:
    born, expected = says.get("date_of_birth"), says.get("date_of_birth_kind") == BirthDateKind.EXPECTED.value
    if not isinstance(born, date):
        return None
    if born in STAND_INS:
        return "is one that systems write where none is known"
    made = max(source.extracted_on, source.covers_to or source.extracted_on)
    if born > made + _LATEST_DUE if expected else born > made:
        return f"is after the day of the extract ({made})" + (" by more than ten months" if expected else "")
    return f"would make them more than {_OLDEST} years old" if age_on(born, source.extracted_on) > _OLDEST else None
