"""Whatever a reader throws is a rejected row, or a refused file before anything is written: never a traceback in the middle."""

from pathlib import Path
from typing import Any

import pytest

from graph.errors import RefusedFile
from loaders.discovery import LoadOptions, opened
from tests.loaders.annex_a.workbooks import REFERRALS, written
from tests.loaders.annex_a.workbooks import read as read_workbook
from tests.loaders.cin_census.returns import REFERRAL, child, message
from tests.loaders.cin_census.returns import read as read_census
from tests.loaders.dfe_csc_api.payloads import child as child_of_payload
from tests.loaders.dfe_csc_api.payloads import episode, payload
from tests.loaders.dfe_csc_api.payloads import read as read_payload
from tests.loaders.ssd.tables import PERSON, write
from tests.loaders.ssd.tables import REFERRAL as SSD_REFERRAL
from tests.loaders.ssd.tables import read as read_tables
from tests.loaders.ssda903.returns import FILES
from tests.loaders.ssda903.returns import read as read_return


def fails(*_: Any) -> Any:
    raise ZeroDivisionError("nobody thought of this")


def read_failing(format_: str, folder: Path, patch: pytest.MonkeyPatch) -> Any:
    """Read a small file of a format with a part of its reader that fails on the one thing about the child, not on the child."""
    if format_ == "ssda903":
        patch.setattr("loaders.ssda903.rows.TableRows._episode", fails)
        return read_return(folder, FILES)
    if format_ == "annex_a":
        patch.setattr("loaders.annex_a.rows.ListRows._referral", fails)
        return read_workbook(written(folder, {"List 3": REFERRALS}))
    if format_ == "cin_census":
        patch.setattr("loaders.cin_census.reader.episode_rows", fails)
        return read_census(folder, message(child(REFERRAL)))
    if format_ == "dfe_csc_api":
        patch.setattr("loaders.dfe_csc_api.reader.Episode", fails)
        return read_payload(folder, payload(child_of_payload("C1", episode())))
    patch.setitem(__import__("loaders.ssd.rows.table_builders", fromlist=["FACTS"]).FACTS, "ssd_cin_episodes", (fails, ()))
    return read_tables(folder, ssd_person=PERSON, ssd_cin_episodes=SSD_REFERRAL)


@pytest.mark.parametrize("format_", ["ssda903", "annex_a", "cin_census", "dfe_csc_api", "ssd"])
def test_a_row_on_which_the_reader_fails_is_rejected(format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_failing(format_, tmp_path, monkeypatch)
    assert "(ZeroDivisionError); this is a fault of casegraph" in found.rejects[0].reason
    assert "nobody thought" not in found.rejects[0].reason  # the words of an error may be a cell of the file
    assert found.rejects[0].line > 0


def test_a_file_on_which_the_reader_fails_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.ssd.discovery.Index", fails)
    with pytest.raises(RefusedFile, match="please report"):
        LoadOptions(agency="north").open(write(tmp_path, ssd_person=PERSON))


def test_files_that_are_read_together_and_on_which_the_reader_fails_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.fhir.open_together", fails)
    for name in ("one.json", "two.json"):
        (tmp_path / name).write_text('{"resourceType": "Patient", "id": "1"}')
    with pytest.raises(RefusedFile, match="please report"):
        opened([tmp_path / "one.json", tmp_path / "two.json"], LoadOptions(agency="north"))
    with pytest.raises(RefusedFile, match="please report"):
        opened([tmp_path], LoadOptions(agency="north"))
