"""Rows whose own id is blank, or stands for nobody."""

from pathlib import Path

import pytest

from loaders.ssd.rows.table_builders import FACTS
from loaders.ssd.tables import TABLES
from tests.loaders.ssd.tables import PERSON, Read, read


def rows(folder: Path, **tables: str) -> Read:
    return read(folder, ssd_person=PERSON, **tables)


def table(columns: str, *lines: str) -> str:
    return "\n".join([columns, *lines]) + "\n"


@pytest.mark.parametrize("own", ["", "NULL", "-1", "x" * 200], ids=["blank", "null", "nobody", "long"])
def test_a_row_without_an_id_of_its_own_is_rejected_or_set_aside_in_every_table(own: str, tmp_path: Path) -> None:
    tables = {}
    for name in (each for each in TABLES if each in FACTS or each == "ssd_cla_episodes"):
        known = TABLES[name]
        cells = {known.id: own, known.person: "007", **dict.fromkeys(known.on, "2025-01-05"), "clae_cla_id": "period"}
        cells[f"{known.prefix}_of_no_table"] = "x"
        cells = {column: cell for column, cell in cells.items() if column.startswith(f"{known.prefix}_")}
        tables[name] = table(",".join(cells), ",".join(cells.values()), ",".join({**cells, known.id: "K1"}.values()))
    found = rows(tmp_path, **tables)
    for name in tables:
        books = found.summary.tables[name]
        assert books.read == books.kept + books.rejected + books.set_aside == 2, name
        assert books.kept <= 1, name
    assert {fact.source for fact in found.facts if "period" not in fact.source} <= {"007", *(f"{name}:K1" for name in tables)}


@pytest.mark.parametrize("own", ["", "NULL", "K1"])
def test_a_row_that_stands_in_the_record_of_its_person_needs_no_id_of_its_own(own: str, tmp_path: Path) -> None:
    found = rows(tmp_path, ssd_disability=table("disa_table_id,disa_person_id,disa_disability_code", f"{own},007,AUT"))
    assert found.person()["disabilities"] == ["AUT"]
    assert found.rejects == []
