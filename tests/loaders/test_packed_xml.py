"""XML that somebody packed by gzip is read as the plain file, in every format that has XML."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.facts import Fact
from loaders.discovery import LoadOptions, opened
from loaders.extract import Extract
from tests.loaders.cin_census.returns import child, message
from tests.loaders.fhir.bundles import bundle, markup, patient
from tests.loaders.ssda903.sample import write_xml

CASE = "<CINreferralDate>2025-06-01</CINreferralDate><ReferralNFA>0</ReferralNFA>"


def census(_: Path) -> bytes:
    return message(child(CASE)).encode()


def return_903(folder: Path) -> bytes:
    return write_xml(folder / "903").read_bytes()


def record(_: Path) -> bytes:
    return markup(bundle(patient())).encode()


FORMATS = pytest.mark.parametrize(("format_", "made"), [("cin_census", census), ("ssda903", return_903), ("fhir", record)])
Made = Callable[[Path], bytes]


def read(path: Path) -> tuple[Extract, list[Fact]]:
    ((_, extract),), _ = opened([path], LoadOptions(agency="la-999"))
    rows = [*extract.people(), *(row for each in extract.bundles() for row in each)]
    return extract, [fact for row in rows for fact in row.facts]


@FORMATS
def test_a_packed_file_says_what_the_plain_one_says(format_: str, made: Made, tmp_path: Path) -> None:
    plain, packed = tmp_path / "2026-01-01.xml", tmp_path / "2026-01-01.xml.gz"
    plain.write_bytes(made(tmp_path))
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    (_, said), (extract, found) = read(plain), read(packed)
    assert extract.format == format_
    assert found == said != []


@FORMATS
def test_a_packed_file_that_breaks_off_or_unpacks_without_end_is_refused(
    format_: str, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made(tmp_path)
    (tmp_path / "torn.gz").write_bytes(gzip.compress(whole)[:-20])
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(whole + b" " * 200_000))
    with pytest.raises(RefusedFile, match=r"found one that is broken|found a gzip archive"):
        opened([tmp_path / "torn.gz"], LoadOptions(agency="la-999"))
    with pytest.raises(RefusedFile, match="found one that is broken"):
        opened([tmp_path / "torn.gz"], LoadOptions(format_, agency="la-999"))
    monkeypatch.setenv("CASEGRAPH_MAX_FILE", "100000")
    with pytest.raises(RefusedFile, match="unpacks to more than 100000 bytes"):
        opened([tmp_path / "bomb.gz"], LoadOptions(format_, agency="la-999"))
