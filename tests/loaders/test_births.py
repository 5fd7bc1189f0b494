"""A date of birth that stands for "not known" is taken for none, and warned of."""

from datetime import date

import pytest

from graph.facts import Content, Fact, FactKind, Source
from loaders.checks.births import with_known_births
from loaders.extract import Row

SOURCE = Source("la", "la", "police", "s", date(2025, 3, 1))


def born(day: date, kind: str = "actual") -> tuple[Content, list[str]]:
    says: Content = {"date_of_birth": day, "date_of_birth_precision": "day", "date_of_birth_kind": kind, "sex": "F"}
    row = with_known_births(Row("people.csv", (Fact(FactKind.PERSON, "la/s/1", "1", ("la/s/1",), says),)), SOURCE)
    return row.facts[0].content, [note.text for note in row.warnings]


@pytest.mark.parametrize(
    ("day", "kind", "why"),
    [
        (date(1900, 1, 1), "actual", "one that systems write where none is known"),
        (date(9999, 12, 31), "expected", "one that systems write where none is known"),
        (date(2025, 3, 2), "actual", "is after the day of the extract"),
        (date(2025, 3, 2), "estimated", "is after the day of the extract"),
        (date(2026, 3, 2), "expected", "by more than ten months"),
        (date(1904, 3, 1), "actual", "more than 120 years old"),
    ],
)
def test_a_stand_in_is_taken_for_none_and_warned_of(day: date, kind: str, why: str) -> None:
    says, notes = born(day, kind)
    assert says == {"sex": "F"}
    assert len(notes) == 1 and why in notes[0] and str(day) in notes[0] and "of '1'" in notes[0]


@pytest.mark.parametrize(
    ("day", "kind"), [(date(2025, 3, 1), "actual"), (date(2025, 9, 1), "expected"), (date(1904, 3, 2), "actual")]
)
def test_any_other_stays(day: date, kind: str) -> None:
    says, notes = born(day, kind)
    assert (says["date_of_birth"], notes) == (day, [])
