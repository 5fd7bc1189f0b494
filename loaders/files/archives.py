"""Zips: opened only where their list of files is short, and they unpack to neither too much nor far more than they are."""

import zipfile
from collections import defaultdict
from pathlib import Path
from typing import IO, Any

from graph.errors import RefusedFile
from loaders.files.limits import limits
from loaders.files.regular import open_file, shown

MOST_PACKED = 200
"""How many times its own size a zip may unpack to."""
SMALL = 10_000_000
"""What a zip may unpack to however small it is."""
LONGEST_LIST = 4 * 1024 * 1024
"""Bytes that the list of its files may have: about 60,000 files."""

_READ = (".csv", ".txt")


def open_archive(path: Path) -> zipfile.ZipFile:
    """The zip at a path; raises RefusedFile where its list of files is too long, BadZipFile or OSError for a broken one."""
    stream = open_file(path)
    try:
        _check_list(path, stream)
        return zipfile.ZipFile(stream)
    except BaseException:
        stream.close()
        raise


def _check_list(path: Path, stream: IO[bytes]) -> None:
    """zipfile makes an object of every entry at once: the end of the zip says how many there are, before any is made
    (docs/adr/0025)."""
    ends: Any = zipfile
    end = ends._EndRecData(stream)
    size = end[ends._ECD_SIZE] if end else 0
    if size > LONGEST_LIST:
        raise RefusedFile(
            f"{shown(path.name)}: expected a zip with a list of files of at most {LONGEST_LIST:,} bytes, found one of {size:,}"
        )
    stream.seek(0)


def check_unpacked(name: str, archive: zipfile.ZipFile) -> None:
    """Raise RefusedFile for a zip that unpacks to too much, or to far more than it is."""
    most, each_most = limits().extract, limits().file
    size = sum(each.file_size for each in archive.infolist())
    packed = sum(each.compress_size for each in archive.infolist())
    if size > most or (size > SMALL and size > packed * MOST_PACKED):
        raise RefusedFile(f"{name}: a zip of {packed} bytes that unpacks to {size} is refused")
    for each in archive.infolist():
        if each.file_size > each_most or (each.file_size > SMALL and each.file_size > each.compress_size * MOST_PACKED):
            raise RefusedFile(
                f"{name}: {each.filename}, a file of {each.compress_size} bytes that unpacks to {each.file_size}, is refused"
            )


def names_inside(name: str, archive: zipfile.ZipFile) -> tuple[dict[str, str], list[str]]:
    """The files at the top of a zip, or in the one folder that is there, with their names in it; and those further inside.

    Raises RefusedFile where one name stands twice, also in capitals or in another folder: which of them is meant is not guessed.
    """
    # macOS packs a shadow of every file beside it.
    names = [each.filename for each in archive.infolist() if not each.is_dir() and "__MACOSX" not in each.filename]
    refuse_twice(name, names)
    tops = {each.split("/", 1)[0] for each in names if "/" in each}
    prefix = f"{next(iter(tops))}/" if len(tops) == 1 and all("/" in each for each in names) else ""
    inside = {each[len(prefix) :]: each for each in names}
    return {short: each for short, each in inside.items() if "/" not in short}, sorted(each for each in inside if "/" in each)


def is_table(name: str) -> bool:
    """Whether a file is one of those that are read as a table."""
    return name.casefold().endswith(_READ)


def refuse_twice(name: str, names: list[str]) -> None:
    """Raise RefusedFile, naming both, where two files of an extract have one name, capitals and folders apart."""
    alike: dict[str, list[str]] = defaultdict(list)
    for each in names:
        short = each.rsplit("/", 1)[-1].casefold()
        alike[short if is_table(short) else each.casefold()].append(each)
    for both in alike.values():
        if len(both) > 1:
            found = " and ".join(shown(each) for each in sorted(both)[:3])
            raise RefusedFile(f"{name}: expected one file of each name, found {found}; leave one of them out")
