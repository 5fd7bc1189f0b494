"""SSD tables in the graph: the next month's export completes and removes, in either order."""

from pathlib import Path
from typing import Any

from graph.store import Store
from loaders.load import load
from tests.loaders.ssd.tables import PERSON, REFERRAL, write

VISITS = "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\nV1,007,2025-06-01,Y\nV2,007,2025-07-01,N\n"
CLOSED = REFERRAL.replace("N,,", "N,2026-04-10,RC7")


def march(folder: Path) -> Path:
    return write(folder, "ssd-2026-03-31", ssd_person=PERSON, ssd_cin_episodes=REFERRAL, ssd_cin_visits=VISITS)


def april(folder: Path) -> Path:
    visits = VISITS.replace("V2,007,2025-07-01,N\n", "")
    return write(folder, "ssd-2026-04-30", ssd_person=PERSON, ssd_cin_episodes=CLOSED, ssd_cin_visits=visits)


async def episodes(store: Store) -> list[list[Any]]:
    query = (
        "MATCH (f) WHERE f:Contact OR f:Involvement RETURN f.source, f.kind, toString(f.end), toString(f.removed_on)"
        " ORDER BY f.source, f.kind"
    )
    return [list(row) for row in await store.read(query)]


AFTER_APRIL = [
    ["ssd_cin_episodes:R1", "referral", "2026-04-10", None],
    ["ssd_cin_episodes:R1", "referral", None, None],
    ["ssd_cin_visits:V1", "home_visit", None, None],
    ["ssd_cin_visits:V2", "home_visit", None, "2026-04-30"],
]


async def test_the_next_export_closes_and_removes_in_either_order(store: Store, tmp_path: Path) -> None:
    await load(store, [april(tmp_path), march(tmp_path)], agency="north")
    (again,) = await load(store, [tmp_path / "ssd-2026-03-31"], agency="north")
    assert again.already_loaded
    assert sorted(await episodes(store), key=str) == sorted(AFTER_APRIL, key=str)


async def test_an_export_without_a_table_removes_nothing_of_it(store: Store, tmp_path: Path) -> None:
    await load(store, [march(tmp_path)], agency="north")
    await load(store, [write(tmp_path, "ssd-2026-04-30", ssd_person=PERSON, ssd_cin_episodes=CLOSED)], agency="north")
    assert [row[3] for row in await episodes(store)] == [None] * 4


async def test_a_rejected_row_speaks_for_both_of_its_facts(store: Store, tmp_path: Path) -> None:
    await load(store, [march(tmp_path)], agency="north")
    torn = REFERRAL.replace("N,,", "N,2024-02-30,RC7")
    (summary,) = await load(store, [write(tmp_path, "ssd-2026-04-30", ssd_person=PERSON, ssd_cin_episodes=torn)], agency="north")
    assert summary.rejected == 1
    assert [row[3] for row in await episodes(store)] == [None] * 4


async def test_cells_rejected_from_rows_that_were_kept_are_told_again_when_a_load_is_repeated(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path, "ssd-2026-03-31", ssd_person=PERSON.replace(",F,", ",Q,"))
    (first,) = await load(store, [path], agency="north", rejects=tmp_path / "first")
    (again,) = await load(store, [path], agency="north", rejects=tmp_path / "again")
    assert (first.rejected, again.already_loaded, again.rejected_rows, again.warnings) == (
        0, True, first.rejected_rows, first.warnings,
    )  # fmt: skip
    assert [file.name for file in again.rejects] == [file.name for file in first.rejects] == ["rejects.csv", "ssd_person.csv"]
