"""What every file format gives to the load: its header, and row by row what became of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from graph.dates import PartialDate
from graph.errors import RefusedFile
from graph.facts import Fact, FactKind, Note, Reject, Source


@dataclass(slots=True)
class Row:
    """What became of one row (or element) read: facts (kept), a reject, or neither (set aside, with a warning that says why).

    `within`: it is kept inside the fact of another row (an identifier inside the record of its person). A row that has facts and
    a reject is kept without the cell that was rejected; `also` are further cells of one row. `removed` are records, by kind and
    id, that the row says were deleted; such a row is kept. `unkept` names those columns (elements) of a kept row that had
    something in them and were not kept.
    """

    table: str
    facts: tuple[Fact, ...] = ()
    reject: Reject | None = None
    warnings: tuple[Note, ...] = ()
    within: bool = False
    removed: tuple[tuple[FactKind, str], ...] = ()
    also: tuple[Reject, ...] = ()
    unkept: tuple[str, ...] = ()

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """The row, or each cell of it, that was rejected."""
        return (*((self.reject,) if self.reject else ()), *self.also)


class Extract(Protocol):
    """One agency's extract, opened and recognised, read as a stream.

    `files` are (name, SHA-256) in order. `present` are the kinds whose file is there: only of these can a whole extract
    say that something was removed. Where several tables give facts of one kind, and each own id begins with the name of its
    table and a colon, it has `kind table` for each table that is there. One that is partial, and yet has everything of each child
    that is in it, says so with `whole_children` (loaders.checks.new_ids). `rows` is how many rows there are about (for a progress
    bar), None when not known.
    """

    source: Source
    format: str
    files: tuple[tuple[str, str], ...]
    present: frozenset[str]
    rows: int | None

    def people(self) -> Iterator[Row]:
        """The records of people, all of them before anything else."""
        ...

    def bundles(self) -> Iterator[list[Row]]:
        """Everything else; what stands in one list is written in one transaction (a contact, who took part, its shares)."""
        ...

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected rows so that somebody can correct them and load them again; returns the files written."""
        ...


Reopen = Callable[[], Extract]
"""Opens the same extract again, to be read by itself."""


class FileFormat(Protocol):
    """A file format: one folder under `loaders/`, found by its `FORMAT`.

    One whose extract is a folder names, in the warnings of its first row, the files that it left alone.
    """

    name: str
    about: str

    def recognises(self, path: Path) -> bool:
        """Whether this path holds such an extract, judged by its content."""
        ...

    def open(self, path: Path, agency: str | None) -> Extract:
        """Open it; raises RefusedFile, saying what was expected and what was found."""
        ...


@runtime_checkable
class Undated(Protocol):
    """A format whose files need not say when they were made."""

    def open_as_of(self, path: Path, agency: str | None, extracted_on: date) -> Extract:
        """Open it as made on that day; raises RefusedFile."""
        ...


@runtime_checkable
class Together(Protocol):
    """A format of which the files in one folder are read together: as one extract, or as few as they can be."""

    name: str

    def is_part(self, folder: str) -> bool:
        """Whether a folder of this name has a part of what stands beside it: its files are read with those."""
        ...

    def open_together(
        self, paths: Sequence[Path], agency: str | None, extracted_on: date | None
    ) -> Iterator[tuple[tuple[Path, ...], Extract | RefusedFile]]:
        """Open these files; with each extract those that it is made of, or why they are refused."""
        ...


@runtime_checkable
class NamesOthers(Protocol):
    """An extract that may name people whom only an earlier extract of the same system described."""

    def wanted(self) -> Mapping[str, str | None]:
        """By local id, who they are; with an identifier (as `identifiers_of` has it) where that is all that names them."""
        ...

    def recall(self, local: str, born: PartialDate | None) -> None:
        """Say that there is a record of one of them, and when they were born, before anything is read."""
        ...
