"""Whatever cell was wrong: once it is corrected in the file of what was rejected, all is as if it had been right at once."""

import csv
import os
import re
from datetime import date
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.facts import Fact
from loaders.discovery import LoadOptions, opened
from tests.loaders.broken_cells import SAMPLES, WRONG, Broken, broken, whole
from tests.loaders.reading import Read

EVERYTHING = bool(os.environ.get("CI"))
SHARE = 6
DAY = date(2025, 12, 31)
OF_AUTHORITIES = ("ssda903", "ssd", "annex_a")


def read(name: str, folder: Path, *, rejects: bool = False) -> Read:
    """What a load of the folder reads, its one extract found as a load finds it; rejected rows say themselves of which day."""
    own = name.startswith(OF_AUTHORITIES)
    day = DAY if own and not rejects else None
    ((_, extract),), _ = opened([folder], LoadOptions(agency="la-999" if own else None, extracted_on=day))
    return Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])


def said(*reads: Read) -> dict[str, Fact]:
    """The facts of an extract and its corrections: of one id, what was corrected last."""
    return {f"{fact.kind} {fact.id}": fact for read in reads for fact in read.facts}


def difference(name: str, wrong: str, each: Broken, right: dict[str, Fact], folder: Path) -> str | None:
    """What is not as it should be after correcting, None where all is."""
    each.write(folder / "x-2025-12-31")
    try:
        first = read(name, folder / "x-2025-12-31")
    except RefusedFile:
        return None  # Nothing of it is kept, so that nothing has to be corrected beside it.
    if not any(reject.value.strip() == wrong.strip() for reject in first.rejects):
        return None  # What is read as another id, say, was not rejected: it is what the extract says.
    written = first.extract.write_rejects(folder / "rejects", first.rejects)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in written)
    each.correct(folder / "rejects")
    again = read(name, folder / "rejects", rejects=True)
    if again.rejects:
        return f"{each.what}: {again.rejects[0].column}: {again.rejects[0].reason}"
    source, corrected = first.extract.source, again.extract.source
    assert (corrected.partial, corrected.correction, corrected.extracted_on) == (True, 1, source.extracted_on)
    found = said(first, again)
    other = [key for key in {**found, **right} if found.get(key) != right.get(key)]
    return f"{each.what}: {other[0]}: {found.get(other[0])} and not {right.get(other[0])}" if other else None


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_cell_corrected_in_what_was_rejected_is_as_if_it_had_been_right(name: str, kind: str, tmp_path: Path) -> None:
    whole(name, tmp_path / "x-2025-12-31")
    right = read(name, tmp_path / "x-2025-12-31")
    assert right.rejects == []
    cells = [each for each in enumerate(broken(name, WRONG[kind])) if EVERYTHING or each[0] % SHARE == len(kind) % SHARE]
    found = [difference(name, WRONG[kind], each, said(right), tmp_path / str(number)) for number, each in cells]
    assert [each for each in found if each] == []


ROWS = {"agency_extract": "relationships.csv", "ssda903": "episodes.csv", "ssd": "ssd_mother.csv"}
TORN = {
    "a cell too many": lambda row: f"{row},more",
    "a cell too few": lambda row: row.rpartition(",")[0],
    "a control character in each id": lambda row: re.sub(r"(^|,)([A-Za-z]?\d|[a-z])(?=,)", "\\1\x01\\2", row),
    "another row of its id": lambda row: f"{row}\n{','.join([*row.split(',')[:3], 'zz', *row.split(',')[4:]])}",
    "the same row again": lambda row: f"{row}\n{row.replace('2', 'soon', 1)}",
}


@pytest.mark.parametrize("how", TORN)
@pytest.mark.parametrize("name", ROWS)
def test_a_torn_row_put_right_in_what_was_rejected_is_as_if_it_had_been_whole(name: str, how: str, tmp_path: Path) -> None:
    whole(name, tmp_path / "x-2025-12-31")
    right = said(read(name, tmp_path / "x-2025-12-31"))
    path = tmp_path / "x-2025-12-31" / ROWS[name]
    names, row, *others = path.read_text().split("\n")
    path.write_text("\n".join([names, TORN[how](row), *others]))
    first = read(name, tmp_path / "x-2025-12-31")
    assert first.rejects
    first.extract.write_rejects(tmp_path / "rejects", first.rejects)
    put_right(tmp_path / "rejects" / ROWS[name], dict(zip(names.split(","), row.split(","), strict=True)))
    again = read(name, tmp_path / "rejects", rejects=True)
    assert again.rejects == []
    assert said(first, again) == right


def put_right(path: Path, right: dict[str, str]) -> None:
    """Write what a row should say over every row that was rejected."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(each | right if each["_reason"] else each for each in rows)


@pytest.mark.parametrize(
    "name", ["agency_extract", "ssda903", "ssda903 in XML", "ssd", "cin_census", "dfe_csc_api", "annex_a", "fhir"]
)
def test_what_is_rejected_once_more_is_written_once_more(name: str, tmp_path: Path) -> None:
    """Nothing is corrected at first; then the rejected rows of the rejected rows are."""
    whole(name, tmp_path / "right" / "x-2025-12-31")
    right = said(read(name, tmp_path / "right" / "x-2025-12-31"))
    for number, each in enumerate(broken(name, "soon")):
        each.write(tmp_path / str(number) / "x-2025-12-31")
        try:
            reads = [read(name, tmp_path / str(number) / "x-2025-12-31")]
        except RefusedFile:
            continue
        if not any(reject.value == "soon" for reject in reads[0].rejects):
            continue
        for again in ("once", "twice"):
            reads[-1].extract.write_rejects(tmp_path / again, reads[-1].rejects)
            if again == "twice":
                each.correct(tmp_path / again)
            reads.append(read(name, tmp_path / again, rejects=True))
        assert [each.extract.source.correction for each in reads] == [0, 1, 2]
        assert (reads[-1].rejects, said(*reads)) == ([], right)
        return
    pytest.fail("no cell of it was rejected")


def test_a_line_that_is_no_json_is_written_as_it_was_to_be_put_right(tmp_path: Path) -> None:
    whole("fhir in lines", tmp_path / "x-2025-12-31")
    right = said(read("fhir in lines", tmp_path / "x-2025-12-31"))
    (path,) = (tmp_path / "x-2025-12-31").iterdir()
    first, *others = path.read_text().splitlines(keepends=True)
    path.write_text("".join([first, *others[:1], others[1].replace("{", "{{", 1), *others[2:]]))
    found = read("fhir in lines", tmp_path / "x-2025-12-31")
    *_, torn = found.extract.write_rejects(tmp_path / "rejects", found.rejects)
    torn.write_text(torn.read_text().replace("{{", "{", 1))
    assert said(found, read("fhir in lines", tmp_path / "rejects", rejects=True)) == right
