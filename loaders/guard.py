"""Reading that cannot end in a traceback: what a reader did not foresee refuses the file in one sentence."""

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import loaders
from graph.errors import CasegraphError, InvalidInput, RefusedFile
from loaders.checks.births import with_known_births
from loaders.checks.lengths import checked_size
from loaders.extract import Extract, Row

_ROOT = Path(loaders.__file__).parents[1]
T = TypeVar("T")


def people_of(extract: Extract, path: Path) -> Iterator[Row]:
    """The records of people, a day of birth that stands for "not known" taken away.

    Raises RefusedFile where they cannot be read to their end.
    """
    rows = (row for (row,) in _guarded(([row] for row in extract.people()), path))
    return (with_known_births(row, extract.source) for row in rows)


def bundles_of(extract: Extract, path: Path) -> Iterator[list[Row]]:
    """Everything else, in bundles; raises RefusedFile where one cannot be read."""
    return _guarded(extract.bundles(), path)


def size_of_rows(rows: list[Row], path: Path) -> int:
    """How many bytes the facts of these rows are, about; raises RefusedFile where one is more than an engine takes."""
    try:
        return sum(checked_size(fact) for row in rows for fact in row.facts)
    except InvalidInput as error:
        raise RefusedFile(f"{path}: {error}") from None


def foreseen(path: Path, work: Callable[[], T]) -> T:
    """What this gives; raises RefusedFile where it fails as nobody foresaw."""
    try:
        return work()
    except CasegraphError:
        raise
    except Exception as error:
        raise _refused(path, "before its first row", error) from error


def _guarded(bundles: Iterator[list[Row]], path: Path) -> Iterator[list[Row]]:
    read, table = 0, ""
    try:
        for rows in bundles:
            read += len(rows)
            table = rows[-1].table if rows else table
            yield rows
    except CasegraphError:
        raise
    except Exception as error:
        where = f"after {read:,} rows, the last of them of {table}" if read else "before its first row"
        raise _refused(path, where, error) from error


def _refused(path: Path, where: str, error: Exception) -> RefusedFile:
    """The error's own words are left out: they may be a cell of the file."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(_ROOT)]
    place = f" at {Path(frames[-1].filename).relative_to(_ROOT)}:{frames[-1].lineno}" if frames else ""
    return RefusedFile(f"{path}: it cannot be read to its end: {where}, {type(error).__name__}{place}; please report this")
