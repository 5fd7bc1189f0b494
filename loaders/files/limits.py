"""How large anything that is read may be, as the settings say (docs/adr/0025)."""

import os
from dataclasses import dataclass, fields
from functools import lru_cache

from graph.errors import RefusedFile
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a file and of all files of an extract; rows of an extract; characters of a row and of a cell; names in a header;
    rejected rows and cells that are kept to be written.

    A row is also an element of XML or a value of JSON that is read as a whole, a name in a header also an attribute of XML.
    """

    file: int
    extract: int
    rows: int
    row: int
    cell: int
    columns: int
    rejects: int


_VARIABLES = tuple(f"CASEGRAPH_MAX_{each.name.upper()}" for each in fields(Limits))


def limits() -> Limits:
    """The limits of this process, as the environment says them now."""
    return _limits(*map(os.environ.get, _VARIABLES))


@lru_cache(maxsize=8)
def _limits(*_: str | None) -> Limits:
    # Settings take milliseconds to be read, and are asked for with every file of every extract.
    set_ = Settings()
    return Limits(set_.max_file, set_.max_extract, set_.max_rows, set_.max_row, set_.max_cell, set_.max_columns, set_.max_rejects)


def too_large(name: str, size: int) -> RefusedFile:
    """What is said of a file of more bytes than the settings allow."""
    most = limits().file
    return RefusedFile(f"{name}: expected a file of at most {most:,} bytes, found {size:,}; CASEGRAPH_MAX_FILE allows more")


def too_many_rows(name: str, most: int) -> RefusedFile:
    """What is said of an extract with more rows than the settings allow."""
    return RefusedFile(f"{name}: expected an extract of at most {most:,} rows, found more; CASEGRAPH_MAX_ROWS allows more")
