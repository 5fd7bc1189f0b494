"""docs/loading.md names every limit of what is read, with its default."""

import re

import pytest

from graph.settings import Settings
from loaders.annex_a import cells, parts
from loaders.checks import lengths
from loaders.csv_files import encodings
from loaders.files import archives, limits
from tests.house.source import ROOT

TEXT = (ROOT / "docs" / "loading.md").read_text(encoding="utf-8")
LIMITS = {name: field.default for name, field in Settings.model_fields.items() if name.startswith("max_")}


def table() -> dict[str, str]:
    chapter = TEXT.split("## How large files may be\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `CASEGRAPH_([A-Z_]+)` \| ([^|]+) \|", chapter, re.MULTILINE))


def test_every_limit_is_named_with_its_default() -> None:
    said = {
        name.upper(): f"{value // 1024**3} GiB" if name in ("max_file", "max_extract") else f"{value:,}"
        for name, value in LIMITS.items()
    }
    assert table() == said


def test_every_limit_is_kept_by_the_readers() -> None:
    assert {f"max_{name}" for name in limits.Limits.__dataclass_fields__} == set(LIMITS)


@pytest.mark.parametrize(
    "said",
    [
        f"| fixed | {lengths.LONGEST_TEXT:,} | characters of a text",
        f"| fixed | {lengths.LONGEST_SHORT:,} | characters of what something is found by",
        f"| fixed | {lengths.LONGEST_ID:,} | characters of an id",
        f"| fixed | {lengths.MOST_VALUES:,} | values of a list",
        f"more than {archives.SMALL:,} bytes | {archives.MOST_PACKED} times its own size",
        f"list of files of a zip | {archives.LONGEST_LIST // 1024**2} MiB",
        f"a line of a CSV file | {encodings._MANY} times",
        f"{parts._LARGEST_PART // 1024**3} GiB a sheet, {parts.LARGEST_TEXTS // 1024**2} MiB of shared texts",
        f"{parts._LARGEST_ABOUT // 1024**2} MiB and {parts._MOST_ELEMENTS:,} elements of what it says of itself",
        f"{cells._WIDEST} columns are read",
    ],
)
def test_the_fixed_limits_are_those_that_are_kept(said: str) -> None:
    assert said in TEXT
