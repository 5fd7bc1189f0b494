"""What the store says that it holds."""

from datetime import date
from pathlib import Path

from graph.store import Store
from queries.loaded.status import status
from tests.queries.building import child, extract, loaded


async def test_an_agency_covers_what_its_whole_extracts_cover(store: Store, tmp_path: Path) -> None:
    whole = {"covers_from": "2025-02-01", "covers_to": "2025-03-01"}
    partial = {"covers_from": "2025-01-01", "covers_to": "2025-04-01", "partial": True, "extracted_on": "2026-02-01"}
    heads = {"whole": whole, "partial": partial}
    await loaded(
        store, *(extract(tmp_path / name, "hv", {"extract": head, "people": [child("c")]}) for name, head in heads.items())
    )
    (agency,) = (await status(store)).agencies
    assert (agency.covers_from, agency.covers_to) == (date(2025, 2, 1), date(2025, 3, 1))
    assert agency.last_extracted_on == date(2026, 2, 1)
