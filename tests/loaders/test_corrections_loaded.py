"""Corrected rows go before the extract that they are of, in the graph: in any order of loading, and until they are given up."""

from datetime import date
from pathlib import Path

import pytest

from graph.store import Store
from graph.writing.undo.undo import give_up
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import CHILD, VISIT, write
from tests.loaders.agency_extract.test_stopped_loads import stopped
from tests.loaders.broken_cells import WRONG, Broken, broken, whole
from tests.loaders.test_broken_cells import OF_AUTHORITIES

CELLS = {
    "agency_extract": "2020-02-03",
    "ssda903": "09/03/2018",
    "ssda903 in XML": "03/02/2011",
    "ssd": "2010-02-03",
    "cin_census": "2015-02-03",
    "dfe_csc_api": "2015-02-03",
    "annex_a": "2021-03-05",
    "fhir": "2022-03-05",
}
"""Of each format, a cell without which a record of a child is kept and says something else: a day of birth, or of an adoption."""


async def loaded(store: Store, name: str, folder: Path, *, rejects: Path | None = None, corrected: bool = False) -> list[Path]:
    """Load a folder of that format; returns the files of what was rejected."""
    own = name.startswith(OF_AUTHORITIES)
    day = date(2025, 12, 31) if own and not corrected else None
    found = await load(store, [folder], agency="la-999" if own else None, extracted_on=day, rejects=rejects)
    return [path for each in found for path in each.rejects]


def without_it(name: str) -> Broken:
    """The files of a format with that cell wrong."""
    return next(each for each in broken(name, WRONG["what nobody can read"]) if CELLS[name] in each.what.split(" in ")[0])


async def emptied(store: Store) -> None:
    await store.write("MATCH (n) DETACH DELETE n")


@pytest.mark.parametrize("name", CELLS)
async def test_the_graph_after_a_correction_is_that_of_the_right_files(name: str, store: Store, tmp_path: Path) -> None:
    whole(name, tmp_path / "right" / "x-2025-12-31")
    await loaded(store, name, tmp_path / "right" / "x-2025-12-31")
    right = await dump(store, loads=False)
    await emptied(store)
    wrong = without_it(name)
    wrong.write(tmp_path / "wrong" / "x-2025-12-31")
    written = await loaded(store, name, tmp_path / "wrong" / "x-2025-12-31", rejects=tmp_path / "rejects")
    assert await dump(store, loads=False) != right
    wrong.correct(written[0].parent)
    assert await loaded(store, name, written[0].parent, corrected=True) == []
    assert await dump(store, loads=False) == right


async def corrections(store: Store, tmp_path: Path) -> list[Path]:
    """An extract with two wrong cells in one row, its rejected rows with one of them put right, and those with both."""
    found = [write(tmp_path / "extract", people=[CHILD | {"sex": "girl", "date_of_birth": "soon"}], contacts=[VISIT])]
    for at, (wrong, right) in enumerate((("girl", "F"), ("soon", "2020-02-03"))):
        (summary,) = await load(store, [found[-1]], rejects=tmp_path / str(at))
        folder = summary.rejects[0].parent
        people = folder / "people.csv"
        people.write_text(people.read_text().replace(f",{wrong},", f",{right},"))
        found.append(folder)
    await emptied(store)
    return found


async def test_what_was_corrected_last_stands_in_any_order_of_loading(store: Store, tmp_path: Path) -> None:
    extract, once, twice = await corrections(store, tmp_path)
    dumps = []
    for order in ([extract, once, twice], [twice, once, extract], [once, twice, extract]):
        for path in order:
            await load(store, [path])
        assert await store.read("MATCH (r:PersonRecord) RETURN r.sex, toString(r.date_of_birth)") == [["F", "2020-02-03"]]
        dumps.append(await dump(store))
        await emptied(store)
    assert dumps[0] == dumps[1] == dumps[2]


async def test_a_correction_that_is_given_up_leaves_what_the_extract_said(store: Store, tmp_path: Path) -> None:
    extract, once, _ = await corrections(store, tmp_path)
    await load(store, [extract])
    before = await dump(store)
    transactions = await stopped(store, once, None)
    await emptied(store)
    await load(store, [extract])
    await stopped(store, once, transactions - 1)
    assert await dump(store) != before
    await give_up(store, "hv", "s1")
    assert await dump(store) == before
