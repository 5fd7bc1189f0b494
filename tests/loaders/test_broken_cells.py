"""Whatever cell was wrong: once it is corrected in the file of what was rejected, all is as if it had been right at once."""

import os
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
