"""Which extracts stand at a path: itself, or what is in it, folder by folder; and what could not be placed."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import CasegraphError, RefusedFile
from loaders.extract import Extract, FileFormat, Together, Undated
from loaders.files.archive_folder import ArchiveFolder
from loaders.files.folder import is_archive
from loaders.files.regular import irregular, shown
from loaders.files.sniff import sniff
from loaders.formats import format_named, formats, only_format, recognised_by
from loaders.guard import foreseen
from loaders.rejects import unforeseen


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in a folder that was not loaded, and why."""

    path: Path
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """What `load --format json` says of it."""
        return {"path": shown(self.path), "placed": False, "reason": self.reason}


Found = tuple[Path, Extract] | Unplaced


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What the caller said of the files: their format, whose they are, and of which day.

    Which formats recognise a path is found out once for each time that paths are opened, since each of them looks into the file,
    and into every file of a folder.
    """

    format: str | None = None
    agency: str | None = None
    extracted_on: date | None = None
    _recognised: dict[Path, list[FileFormat]] = field(default_factory=dict, repr=False, compare=False)

    def recognised(self, path: Path) -> list[FileFormat]:
        """The formats that recognise a path by its content, whatever the caller said."""
        if path not in self._recognised:
            self._recognised[path] = recognised_by(path)
        return self._recognised[path]

    def _format_of(self, path: Path) -> FileFormat:
        return format_named(self.format) if self.format else only_format(path, self.recognised(path))

    def open(self, path: Path, *, among_others: bool = False) -> Extract:
        """Open a path as the format of that name, else as the one that recognises it; raises RefusedFile, UnknownName.

        A day is given for this path; `among_others`: for those in its folder that do not say theirs.
        """
        return foreseen(path, lambda: self._opened(path, self._format_of(path), among_others))

    def _opened(self, path: Path, format_: FileFormat, among_others: bool) -> Extract:
        if self.extracted_on is None or (among_others and not isinstance(format_, Undated)):
            return format_.open(path, self.agency)
        if not isinstance(format_, Undated):
            raise RefusedFile(f"{path}: {format_.name} says itself when it was made: leave --extracted-on out")
        return format_.open_as_of(path, self.agency, self.extracted_on)

    def together(self, paths: Mapping[Path, Together]) -> Iterator[tuple[Path, Extract | RefusedFile]]:
        """Open files of formats whose files are read together; an extract of several is at the folder of the first."""
        by_format: dict[str, tuple[Together, list[Path]]] = {}
        for path, format_ in paths.items():
            by_format.setdefault(format_.name, (format_, []))[1].append(path)
        for format_, own in by_format.values():
            in_order = sorted(own, key=lambda path: (path.name, str(path)))
            try:
                for group, found in format_.open_together(in_order, self.agency, self.extracted_on):
                    yield _place_of(group), found
            except (CasegraphError, OSError):
                raise
            except Exception as error:  # as in `open`
                yield _place_of(own), RefusedFile(f"{_place_of(own)}: {unforeseen(error)}")

    def read_together(self, path: Path) -> Together | None:
        """The format of a file that is read together with others of its folder; None for any other path."""
        if path.is_dir() or not path.exists():
            return None
        known: list[FileFormat] = [format_named(self.format)] if self.format else self.recognised(path)
        format_ = known[0] if len(known) == 1 else None
        return format_ if isinstance(format_, Together) else None


def _place_of(group: Sequence[Path]) -> Path:
    return group[0] if len(group) == 1 else Path(os.path.commonpath([each.parent for each in group]))


def opened(paths: list[Path], asked: LoadOptions) -> tuple[list[tuple[Path, Extract]], list[Unplaced]]:
    """Every extract at these paths, opened, and what in their folders was not placed.

    Raises RefusedFile for a path that is itself no extract, nor a folder that has one in it.
    """
    asked._recognised.clear()  # what stands there may be another file by now
    paths = [_as_folder(path, asked) for path in paths]
    regular = (path for path in paths if irregular(path) is None)
    together = {path: format_ for path in regular if (format_ := asked.read_together(path)) is not None}
    found: list[Found] = []
    for path in paths:
        if path not in together:
            found += _at(path, asked)
        elif path == next(iter(together)):
            found += map(_sound, asked.together(together))
    extracts = [each for each in found if not isinstance(each, Unplaced)]
    return extracts, [each for each in found if isinstance(each, Unplaced)]


def _as_folder(path: Path, asked: LoadOptions) -> Path:
    """A zip that no format reads as one extract is gone through as a folder is."""
    if not path.is_file() or not is_archive(path) or asked.recognised(path):
        return path
    return ArchiveFolder.of(path)


def _sound(opened_at: tuple[Path, Extract | RefusedFile]) -> tuple[Path, Extract]:
    path, extract = opened_at
    if isinstance(extract, RefusedFile):
        raise extract
    return path, extract


def _at(path: Path, asked: LoadOptions) -> Iterator[Found]:
    if not path.exists():
        raise RefusedFile(f"{shown(path)}: there is no such file or folder")
    if reason := irregular(path):
        raise RefusedFile(f"{shown(path)}: expected a file or a folder, found {reason}")
    files = path.is_dir() and isinstance(asked.format and format_named(asked.format), Together)
    if not files and (asked.format is not None or not path.is_dir() or asked.recognised(path)):
        extract = asked.open(path)
        yield path, extract
        yield from _beside(path, extract, asked, path)
        return
    found = list(_inside(path, asked, path))
    if all(isinstance(each, Unplaced) for each in found):
        said = "; ".join(f"{shown(each.path.name)}: {each.reason}" for each in found[:5] if isinstance(each, Unplaced))
        raise RefusedFile(f"{path}: found nothing in it that can be loaded" + (f" ({said})" if said else ""))
    yield from found


def _inside(folder: Path, asked: LoadOptions, top: Path) -> Iterator[Found]:
    """What is in a folder that is no extract itself. Hidden files are passed over; no link is followed out of `top`."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield Unplaced(folder, f"a folder that cannot be read ({error.strerror or error})")
        return
    yield from _among([path for path in paths if not path.name.startswith(".")], asked, top)


def _among(paths: Sequence[Path], asked: LoadOptions, top: Path) -> Iterator[Found]:
    """What is at each of these paths of one folder; what is read together, where the first of it is."""
    regular = [path for path in paths if irregular(path, top) is None]
    inside = {path: _parts(path, asked, top) for path in regular if path.is_dir() and not path.is_symlink()}
    every = [each for path in regular for each in (path, *inside.get(path, ()))]
    together = {path: format_ for path in every if (format_ := asked.read_together(path)) is not None}
    left = together
    for path in paths:
        if left and (path in together or inside.get(path)):
            for at, found in asked.together(left):
                yield Unplaced(at, f"refused: {found}") if isinstance(found, RefusedFile) else (at, found)
            left = {}
        if inside.get(path):
            yield from _among([each for each in _visible(path) if each not in together], asked, top)
        elif path not in together:
            yield from _in_folder(path, asked, top)


def _parts(folder: Path, asked: LoadOptions, top: Path) -> list[Path]:
    """The files in a folder that are read with what stands beside it."""
    if not any(isinstance(each, Together) and each.is_part(folder.name) for each in formats().values()):
        return []
    found = []
    for path in _visible(folder):
        format_ = asked.read_together(path) if irregular(path, top) is None else None
        if format_ is not None and format_.is_part(folder.name):
            found.append(path)
    return found


def _visible(folder: Path) -> list[Path]:
    """What stands in a folder and is not hidden; nothing where that cannot be read, which is told elsewhere."""
    try:
        return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    except OSError:
        return []


def _in_folder(path: Path, asked: LoadOptions, top: Path) -> Iterator[Found]:
    if reason := irregular(path, top):
        yield Unplaced(path, reason)
    elif path.is_dir() and not asked.recognised(path):
        if path.is_symlink():
            yield Unplaced(path, "a link to another folder, which is not followed")
        else:
            yield from list(_inside(path, asked, top)) or [Unplaced(path, "an empty folder")]
    elif not asked.recognised(path):
        yield from _unknown(path, asked, top)
    else:
        try:
            extract = asked.open(path, among_others=True)
        # A file among others must not keep these out: it is named, and they are loaded.
        except RefusedFile as error:
            yield Unplaced(path, f"refused: {error}")
        else:
            yield path, extract
            yield from _beside(path, extract, asked, top)


def _unknown(path: Path, asked: LoadOptions, top: Path) -> Iterator[Found]:
    """What is in a file of a folder that no format knows: in a zip perhaps something that one does."""
    if is_archive(path) and not isinstance(path, ArchiveFolder):
        try:
            inside = list(_inside(ArchiveFolder.of(path), asked, top))
        except RefusedFile as error:
            inside = [Unplaced(path, f"refused: {error}")]
        if not all(isinstance(each, Unplaced) for each in inside):
            yield from inside
            return
    yield Unplaced(path, sniff(path))


def _beside(folder: Path, extract: Extract, asked: LoadOptions, top: Path) -> Iterator[Found]:
    """What else stands in the folder of an extract: folders, and files that some format knows; the extract names the rest."""
    if not folder.is_dir() or asked.format is not None:
        return
    taken = {name.split("/", 1)[0] for name, _ in extract.files}
    paths = [path for path in sorted(folder.iterdir()) if path.name not in taken and not path.name.startswith(".")]
    yield from _among([path for path in paths if _may_be_placed(path, asked, top)], asked, top)


def _may_be_placed(path: Path, asked: LoadOptions, top: Path) -> bool:
    """A folder, or a file that some format knows; what is never read is named by the extract."""
    return irregular(path, top) is None and (path.is_dir() or bool(asked.recognised(path)))
