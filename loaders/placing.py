"""Which extracts stand at a path: itself, or what is in it, folder by folder; and what could not be placed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import RefusedFile
from loaders.extract import Extract, Undated
from loaders.formats import format_of, recognised_by
from loaders.guard import foreseen
from loaders.looks import looks_like


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in a folder that was not loaded, and why."""

    path: Path
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"path": str(self.path), "placed": False, "reason": self.reason}


Found = tuple[Path, Extract] | Unplaced


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller said of the files: their format, whose they are, and of which day."""

    format: str | None = None
    agency: str | None = None
    extracted_on: date | None = None

    def open(self, path: Path, *, among_others: bool = False) -> Extract:
        """Open a path as the format of that name, else as the one that recognises it; raises RefusedFile, UnknownName.

        A day is given for this path; `among_others`: for those in its folder that do not say theirs.
        """
        return foreseen(path, lambda: self._open(path, among_others))

    def _open(self, path: Path, among_others: bool) -> Extract:
        format_ = format_of(path, self.format)
        if self.extracted_on is None or (among_others and not isinstance(format_, Undated)):
            return format_.open(path, self.agency)
        if not isinstance(format_, Undated):
            raise RefusedFile(f"{path}: {format_.name} says itself when it was made: leave --extracted-on out")
        return format_.open_as_of(path, self.agency, self.extracted_on)


def opened(paths: list[Path], asked: Asked) -> tuple[list[tuple[Path, Extract]], list[Unplaced]]:
    """Every extract at these paths, opened, and what in their folders was not placed.

    Raises RefusedFile for a path that is itself no extract, nor a folder that has one in it.
    """
    found = [each for path in paths for each in _at(path, asked)]
    extracts = [each for each in found if not isinstance(each, Unplaced)]
    return extracts, [each for each in found if isinstance(each, Unplaced)]


def _at(path: Path, asked: Asked) -> Iterator[Found]:
    if not path.exists():
        raise RefusedFile(f"{path}: there is no such file or folder")
    if asked.format is not None or not path.is_dir() or recognised_by(path):
        extract = asked.open(path)
        yield path, extract
        yield from _beside(path, extract, asked)
        return
    found = list(_inside(path, asked))
    if all(isinstance(each, Unplaced) for each in found):
        said = "; ".join(f"{each.path.name}: {each.reason}" for each in found[:5] if isinstance(each, Unplaced))
        raise RefusedFile(f"{path}: found nothing in it that can be loaded" + (f" ({said})" if said else ""))
    yield from found


def _inside(folder: Path, asked: Asked) -> Iterator[Found]:
    """What is in a folder that is no extract itself. Hidden files are passed over."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield Unplaced(folder, f"a folder that cannot be read ({error.strerror or error})")
        return
    for path in paths:
        if not path.name.startswith("."):
            yield from _in_folder(path, asked)


def _in_folder(path: Path, asked: Asked) -> Iterator[Found]:
    if path.is_dir() and not recognised_by(path):
        if path.is_symlink():
            yield Unplaced(path, "a link to another folder, which is not followed")
        else:
            yield from list(_inside(path, asked)) or [Unplaced(path, "an empty folder")]
    elif not recognised_by(path):
        yield Unplaced(path, looks_like(path))
    else:
        try:
            extract = asked.open(path, among_others=True)
        except RefusedFile as error:
            yield Unplaced(path, f"refused: {error}")
        else:
            yield path, extract
            yield from _beside(path, extract, asked)


def _beside(folder: Path, extract: Extract, asked: Asked) -> Iterator[Found]:
    """What else stands in the folder of an extract: folders, and files that some format knows; the extract names the rest."""
    if not folder.is_dir() or asked.format is not None:
        return
    taken = {name.split("/", 1)[0] for name, _ in extract.files}
    for path in sorted(folder.iterdir()):
        if path.name not in taken and not path.name.startswith(".") and (path.is_dir() or recognised_by(path)):
            yield from _in_folder(path, asked)
