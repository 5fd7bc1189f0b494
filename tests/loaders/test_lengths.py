"""How long what a file says may be, and what a longer text comes to."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.facts import Fact, FactKind
from loaders.agency_extract import FORMAT
from loaders.checks import lengths
from loaders.checks.lengths import checked_size
from tests.loaders.agency_extract.extracts import CHILD, VISIT, write
from tests.loaders.reading import read_path


def test_a_text_and_a_list_that_are_too_long_reject_their_rows_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lengths, "LONGEST_TEXT", 50)
    monkeypatch.setattr(lengths, "MOST_VALUES", 2)
    people = [CHILD, CHILD | {"person_id": "d", "other_ids": "a=1;b=2;c=3"}, CHILD | {"person_id": "e" * 201}]
    contacts = [VISIT | {"summary": "x" * 50}, VISIT | {"contact_id": "k2", "summary": "x" * 51}]
    found = read_path(FORMAT, write(tmp_path / "extract", people=people, contacts=contacts))
    assert [(each.file, each.line, each.column, each.reason) for each in found.rejects] == [
        ("people.csv", 3, "other_ids", "expected at most 2 values, found 3"),
        ("people.csv", 4, "person_id", "expected at most 200 characters, found 201"),
        ("contacts.csv", 3, "summary", "expected at most 50 characters, found 51"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"summary": "x" * 1_000_001}, "contact k1, summary: expected at most 1,000,000 characters, found 1,000,001"),
        ({"address": "x" * 1001}, "contact k1, address: expected at most 1,000 characters, found 1,001"),
        ({"other_ids": ["a=1"] * 1001}, "contact k1, other_ids: expected at most 1,000 values, found 1,001"),
        ({"details": ["x" * 500_000] * 9}, "contact k1: expected at most 4,000,000 bytes"),
    ],
)
def test_what_a_reader_let_through_is_found_before_it_is_written(content: dict[str, object], said: str) -> None:
    fact = Fact(FactKind.CONTACT, "hv/s/k1", "k1", ("hv/s/c",), content)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match=said):
        checked_size(fact)


def test_an_ordinary_fact_and_a_long_text_have_a_size() -> None:
    assert 400 < checked_size(Fact(FactKind.CONTACT, "hv/s/k1", "k1", (), {"on": date(2025, 1, 1)})) < 500
    assert checked_size(Fact(FactKind.CONTACT, "hv/s/k1", "k1", (), {"summary": "x" * 400_000})) > 400_000
