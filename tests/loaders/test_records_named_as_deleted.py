"""A payload or a bundle that names a record as deleted removes it, in any order of loading; nothing else is removed."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from loaders.load import load
from tests.loaders.dfe_csc_api.payloads import REFERRAL, child, episode, payload
from tests.loaders.fhir.bundles import appointment, bundle, flag, patient, related

PLAN = {"child_in_need_plan_id": "P1", "start_date": "2025-05-02"}
PAYLOADS = {
    "2025-06-01": payload(child("C1", episode(child_in_need_plans=[PLAN])), child("C2", episode())),
    "2025-07-01": payload(child("C1", REFERRAL | {"child_in_need_plans": [PLAN | {"purge": True}]})),
    "2025-08-01": payload(child("C3", episode())),
}
BUNDLES = {
    "2025-06-01": bundle(patient(), related("FTH"), flag("neglect"), appointment("noshow")),
    "2025-07-01": bundle(patient(), flag("neglect"), {"request": {"method": "DELETE", "url": "Appointment/a1"}}),
    "2025-08-01": bundle(patient(), flag("housing")),
}


def written(folder: Path, files: dict[str, Any]) -> dict[str, Path]:
    for day, given in files.items():
        given = given | {"timestamp": f"{day}T09:00:00Z"} if "entry" in given else given
        (folder / day).write_text(json.dumps(given))
    return {day: folder / day for day in files}


async def kept(store: Store, label: str) -> list[list[Any]]:
    query = (
        f"MATCH (f:{label}) RETURN coalesce(f.factor, f.source), toString(f.version), toString(f.removed_on) ORDER BY f.version"
    )
    return sorted((list(row) for row in await store.read(query)), key=str)


@pytest.mark.parametrize("order", [("2025-06-01", "2025-07-01", "2025-08-01"), ("2025-08-01", "2025-07-01", "2025-06-01")])
async def test_what_a_payload_purges_is_removed_on_its_day_in_any_order(
    order: tuple[str, ...], store: Store, tmp_path: Path
) -> None:
    paths = written(tmp_path, PAYLOADS)
    for day in order:
        await load(store, [paths[day]])
    assert await kept(store, "Involvement") == [
        ["C1:child_in_need:P1", "0001-01-01", "2025-07-01"],
        ["C1:episode:E1", "0001-01-01", None],
        ["C2:episode:E1", "0001-01-01", None],
        ["C3:episode:E1", "0001-01-01", None],
    ]


@pytest.mark.parametrize("order", [*permutations(BUNDLES)][::3])
async def test_what_a_bundle_says_was_deleted_is_removed_and_what_it_changes_is_a_version(
    order: tuple[str, ...], store: Store, tmp_path: Path
) -> None:
    paths = written(tmp_path, BUNDLES)
    for day in order:
        await load(store, [paths[day]], agency="gp")
    assert await kept(store, "Contact") == [["Appointment:a1", "0001-01-01", "2025-07-01"]]
    assert await kept(store, "Concern") == [["housing", "2025-08-01", None], ["neglect", "0001-01-01", None]]
    fathers = await store.read("MATCH (p:Adult)-[r:PARENT_OF {kind: 'father'}]->(c:Child) RETURN count(r), collect(r.agency)")
    assert fathers[0][0] == 1


async def test_a_mixed_folder_is_loaded_one_extract_after_another(store: Store, tmp_path: Path) -> None:
    written(tmp_path, {"bundle": BUNDLES["2025-06-01"], "payload": PAYLOADS["2025-06-01"]})
    (tmp_path / "bundle").write_text(json.dumps(BUNDLES["2025-06-01"]))
    (tmp_path / "letter").write_text("Dear all")
    summaries = await load(store, [tmp_path], agency="la-999")
    assert [(each.format, each.already_loaded) for each in summaries] == [("fhir", False), ("dfe_csc_api", False)]
    assert [each.reason for each in summaries.unplaced] == ["text"]
    assert summaries.total.read == sum(each.total.read for each in summaries) == 12
    again = await load(store, [tmp_path], agency="la-999")
    assert [each.already_loaded for each in again] == [True, True]
