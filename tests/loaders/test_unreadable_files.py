"""What a reader throws while it reads is said in one sentence, and nothing of the file is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import LoadFailed, RefusedFile
from graph.facts import Fact, FactKind
from graph.store import Store
from loaders.agency_extract import AgencyExtractFormat
from loaders.agency_extract.reader import AgencyExtract
from loaders.checks import lengths
from loaders.discovery import LoadOptions
from loaders.extract import Row
from loaders.formats import recognised_by
from loaders.guard import bundles_of
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import VISIT, write
from tests.loaders.agency_extract.test_stopped_loads import stopped

SECRET = "Amy Field"


def broken_after(rows: int) -> Any:
    read = AgencyExtract.bundles

    def bundles(self: AgencyExtract) -> Iterator[list[Row]]:
        for number, each in enumerate(read(self)):
            if number == rows:
                raise KeyError(SECRET)
            yield each

    return bundles


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return write(tmp_path / "extract", contacts=[VISIT | {"contact_id": f"k{number}"} for number in range(4)])


def test_a_fault_of_a_reader_names_the_file_the_place_and_no_data(extract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AgencyExtract, "bundles", broken_after(3))
    opened = LoadOptions().open(extract)
    opened_rows = list(opened.people())
    with pytest.raises(RefusedFile) as caught:
        list(bundles_of(opened, extract))
    assert len(opened_rows) == 2
    said = str(caught.value)
    assert said.startswith(
        f"{extract}: it cannot be read to its end: after 3 rows, the last of them of contacts.csv, KeyError at "
    )
    assert SECRET not in said


def test_a_fault_in_opening_refuses_the_file_and_one_in_recognising_hides_no_other_format(
    extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(AgencyExtractFormat, "open", fails)
    with pytest.raises(RefusedFile, match="before its first row, ZeroDivisionError"):
        LoadOptions().open(extract)
    monkeypatch.setattr(AgencyExtractFormat, "recognises", fails)
    assert recognised_by(extract) == []


async def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing_behind(
    store: Store, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.rows.batches._BATCH", 1)
    empty = await dump(store)
    with monkeypatch.context() as broken:
        broken.setattr(AgencyExtract, "bundles", broken_after(3))
        with pytest.raises(RefusedFile, match="please report this; nothing of it was kept"):
            await load(store, [extract])
    with monkeypatch.context() as short:
        short.setattr(lengths, "LONGEST_SHORT", 40)
        short.setattr(lengths, "LONGEST_TEXT", 40)
        short.setattr(AgencyExtract, "bundles", lambda _: iter([[Row("contacts.csv", (too_long(),))]]))
        with pytest.raises(RefusedFile, match="summary: expected at most 40 characters, found 41; nothing of it was kept"):
            await load(store, [extract])
    assert await dump(store) == empty


def too_long() -> Any:
    return Fact(FactKind.CONTACT, "hv/s1/k9", "k9", ("hv/s1/c",), {"summary": "x" * 41})


async def test_beside_another_unfinished_load_it_is_said_how_to_take_it_back(
    store: Store, extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stopped(store, write(tmp_path / "other", {"extracted_on": "2025-02-28"}, contacts=[VISIT]), 4)
    monkeypatch.setattr(AgencyExtract, "bundles", broken_after(3))
    with pytest.raises(LoadFailed, match=r"casegraph load --give-up hv/s1"):
        await load(store, [extract])
