"""The date of birth that age is counted from, where records differ."""

from datetime import date

import pytest

from queries.core.case import birth
from queries.core.facts import Record


def record(born: str, kind: str | None = None) -> Record:
    """A record with this date of birth, which may be partial."""
    precision = {4: "year", 7: "month", 10: "day"}[len(born)]
    day = date.fromisoformat((born + "-01-01")[:10])
    return Record("p", f"hv/s/{born}", "hv", [], None, day, precision, kind, None, None, None, None)


@pytest.mark.parametrize(
    ("records", "born", "expected"),
    [
        ([record("2025-06"), record("2025-06-16")], "2025-06-16", False),
        ([record("2025-06-16"), record("2025-06-14")], "2025-06-14", False),
        ([record("2025"), record("2025-06")], "2025-01-01", False),
        ([record("2025-06-16", "expected"), record("2025-06")], "2025-06-01", False),
        ([record("2025-06-16", "estimated"), record("2025-06-01", "expected")], "2025-06-16", False),
        ([record("2025-06", "expected"), record("2025-06-16", "expected")], "2025-06-16", True),
    ],
)
def test_a_whole_date_comes_before_a_partial_one_and_any_other_kind_before_an_expected_one(
    records: list[Record], born: str, expected: bool
) -> None:
    found = birth(records)
    assert found is not None
    assert (found.on, found.expected) == (date.fromisoformat(born), expected)
