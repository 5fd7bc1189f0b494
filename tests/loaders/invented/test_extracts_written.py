import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from graph.errors import InvalidInput
from loaders.checks.plausibility import UNBORN
from loaders.invented import write_example, write_partnership


def _reading() -> ModuleType:
    spec = importlib.util.spec_from_file_location("invented_reading", Path(__file__).with_name("reading.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reading = _reading()


@pytest.mark.parametrize("which", ["example", "partnership"])
def test_every_extract_keeps_to_the_format(which: str, request: pytest.FixtureRequest, until: date) -> None:
    folders = request.getfixturevalue(which)
    agencies = {folder.name for folder in folders}
    for folder in folders:
        assert reading.headers(folder) == {t: reading.COLUMNS[t].split() for t in reading.headers(folder)}
        assert reading.faults(reading.read(folder), until, agencies) == []


def test_the_check_itself_finds_faults(example: list[Path], until: date) -> None:
    rows = reading.read(example[0])
    rows["contacts"][0] |= {"outcome": "maybe", "person_id": "nobody", "on": "2999-01-01"}
    assert len(reading.faults(rows, until, {folder.name for folder in example})) == 3


@pytest.mark.parametrize("which", ["example", "partnership"])
def test_all_ten_files_are_written_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    written = {file.stem for folder in request.getfixturevalue(which) for file in folder.iterdir()}
    assert written == set(reading.COLUMNS)


def test_the_partnership_has_as_many_children_as_asked(tmp_path: Path) -> None:
    told: list[int] = []
    write_partnership(tmp_path, children=200, seed=7, until=date(2026, 3, 31), progress=told.append)
    assert told[-1] == 200
    assert told == sorted(told)


def _content(folders: list[Path]) -> dict[str, bytes]:
    return {f"{f.parent.name}/{f.name}": f.read_bytes() for folder in folders for f in folder.iterdir()}


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    def write(name: str, seed: int) -> dict[str, bytes]:
        return _content(write_partnership(tmp_path / name, children=20, seed=seed, until=date(2025, 5, 1)))

    first = write("a", 1)
    assert write("b", 1) == first
    assert write("c", 2) != first


def test_the_example_is_the_same_every_time(tmp_path: Path, example: list[Path], until: date) -> None:
    assert _content(write_example(tmp_path, until)) == _content(example)


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "gp").mkdir()
    (tmp_path / "gp" / "people.csv").write_text("ours")
    with pytest.raises(InvalidInput, match="expected an empty folder to write extracts into, or none, found one with gp in it"):
        write_example(tmp_path, date(2025, 5, 1))
    assert [each.name for each in tmp_path.rglob("*")] == ["gp", "people.csv"]
    assert (tmp_path / "gp" / "people.csv").read_text() == "ours"


def test_a_path_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(InvalidInput, match=r"taken/in: expected a folder to write extracts into.*Not a directory"):
        write_example(tmp_path / "taken" / "in", date(2025, 5, 1))


def test_no_children_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="children: expected 1 or more, found 0"):
        write_partnership(tmp_path, children=0, seed=1, until=date(2025, 5, 1))


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(InvalidInput, match="found a file"):
        write_example(taken, date(2025, 5, 1))


@pytest.mark.parametrize("which", ["example", "partnership"])
def test_nothing_invented_is_dated_long_before_the_birth_of_whom_it_is_about(which: str, request: pytest.FixtureRequest) -> None:
    dated = [
        (folder.name, table, row["person_id"], row.get("on") or row["start"], born[row["person_id"]])
        for folder in request.getfixturevalue(which)
        for rows in [reading.read(folder)]
        for born in [{row["person_id"]: row["date_of_birth"] for row in rows["people"] if len(row["date_of_birth"]) == 10}]
        for table in ("contacts", "concerns", "involvements", "strengths")
        for row in rows.get(table, [])
        if row["person_id"] in born and (row.get("on") or row.get("start"))
    ]
    assert dated
    assert [each for each in dated if date.fromisoformat(each[3]) < date.fromisoformat(each[4]) - UNBORN] == []
