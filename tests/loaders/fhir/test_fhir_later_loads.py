"""Whom a load names and another describes are one, whichever came first; nothing has to be loaded again."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from loaders.load import load
from tests.loaders.fhir.bundles import NHS_NUMBER, appointment, bundle, flag, patient, related

LOADS: dict[str, Any] = {
    "2025-06-01": [appointment("noshow")],
    "2025-06-02": [patient(identifier=[NHS_NUMBER], name=[{"family": "Vale", "given": ["Ana"]}])],
    "2025-06-03": [related("FTH"), flag("neglect", subject={"identifier": NHS_NUMBER})],
}


async def loaded(store: Store, folder: Path, day: str, *resources: Any) -> list[str]:
    path = folder / day
    path.write_text(json.dumps(bundle(*resources, timestamp=f"{day}T09:00:00Z")))
    (summary,) = await load(store, [path], agency="gp")
    assert summary.rejected_rows == []
    return [note.text.partition(":")[0] for note in summary.warnings if "describes them" in note.text]


@pytest.mark.parametrize("order", [*permutations(LOADS)])
async def test_what_is_about_somebody_is_theirs_in_any_order_of_loading(order: Any, store: Store, tmp_path: Path) -> None:
    for day in order:
        await loaded(store, tmp_path, day, *LOADS[day])
    (row,) = await store.read(
        "MATCH (f:Person)-[:PARENT_OF]->(c:Person)<-[:ABOUT]-(e:Contact), (c)<-[:ABOUT]-(n:Concern), "
        "(c)<-[:IDENTIFIES]-(r:PersonRecord {family_name: 'Vale'}) RETURN c:Child, e.outcome, n.factor, r.key, r.version"
    )
    assert list(row)[:4] == [True, "was_not_brought", "neglect", "gp/fhir/Patient:p1"]
    assert (await store.read("MATCH (r:PersonRecord {key: 'gp/fhir/Patient:p1'}) RETURN count(r)"))[0][0] == 1


async def test_of_whom_an_earlier_load_described_the_age_counts_and_nothing_is_said(store: Store, tmp_path: Path) -> None:
    grown = patient("p9", "1990-01-01", identifier=[NHS_NUMBER])
    assert await loaded(store, tmp_path, "2025-06-01", grown) == []
    by_number = appointment("noshow", id="a2", participant=[{"actor": {"identifier": NHS_NUMBER}, "status": "accepted"}])
    assert await loaded(store, tmp_path, "2025-06-02", appointment("noshow", "Patient/p9"), by_number) == []
    rows = await store.read(
        "MATCH (e:Contact)-[a:ABOUT]->(p:Person) RETURN e.source, e.outcome, a.record, p:Child, p:Adult ORDER BY e.source"
    )
    assert [list(row) for row in rows] == [
        ["Appointment:a1", "did_not_attend", "gp/fhir/Patient:p9", False, True],
        ["Appointment:a2", "did_not_attend", "gp/fhir/Patient:nhs-number:9434765919", False, True],
    ]
    assert await loaded(store, tmp_path, "2025-06-03", appointment("noshow", "Patient/p8")) == ["Patient"]
