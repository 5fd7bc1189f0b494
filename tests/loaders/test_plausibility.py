from datetime import date

import pytest

from graph.facts import Fact, FactKind
from loaders.checks.plausibility import Plausibility
from loaders.extract import Row


def person(id_: str, born: str | None) -> Row:
    content = {"date_of_birth": date.fromisoformat(born)} if born else {}
    return Row("people.csv", (Fact(FactKind.PERSON, id_, id_, (id_,), dict(content)),))


def contact(whom: str, on: str) -> Row:
    return Row("contacts.csv", (Fact(FactKind.CONTACT, f"hv/s/{on}", on, (whom,), {}, date.fromisoformat(on)),))


def tie(kind: str, *records: str) -> Row:
    return Row("relationships.csv", (Fact(FactKind.RELATIONSHIP, "hv/s/r1", "r1", records, {"kind": kind}),))


def warned(*rows: Row) -> list[str]:
    plausibility = Plausibility()
    return [f"{note.file}: {note.text}" for row in rows for note in plausibility.warnings(row)]


@pytest.mark.parametrize(("on", "times"), [("2018-07-07", 0), ("2018-07-06", 1)])
def test_a_record_of_an_unborn_child_may_begin_300_days_before_its_birth(on: str, times: int) -> None:
    assert len(warned(person("hv/s/c", "2019-05-03"), contact("hv/s/c", on))) == times


def test_what_is_dated_long_before_a_birth_is_named_once_a_person() -> None:
    rows = person("hv/s/c", "2019-05-03"), contact("hv/s/c", "2001-01-01"), contact("hv/s/c", "2001-01-02")
    (said,) = warned(*rows)
    assert said.startswith("contacts.csv: contact hv/s/2001-01-01 is of 2001-01-01, long before hv/s/c was born on 2019-05-03")


@pytest.mark.parametrize(
    ("kind", "parent", "times"),
    [("mother", "2019-05-04", 1), ("father", "2019-05-03", 1), ("mother", "1990-01-01", 0), ("sibling", "2020-01-01", 0)],
)
def test_a_parent_no_older_than_the_child_is_warned_of(kind: str, parent: str, times: int) -> None:
    rows = person("hv/s/c", "2019-05-03"), person("hv/s/m", parent), tie(kind, "hv/s/m", "hv/s/c")
    assert len(warned(*rows)) == times


def test_of_somebody_without_a_date_of_birth_nothing_is_warned() -> None:
    rows = person("hv/s/c", None), person("hv/s/m", None), contact("hv/s/c", "1900-01-01"), tie("mother", "hv/s/m", "hv/s/c")
    assert warned(*rows) == []
