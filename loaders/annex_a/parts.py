"""The parts of a workbook, checked as XML before the library that reads it is trusted with them."""

import re
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from graph.errors import RefusedFile

_LARGEST = {"xl/sharedStrings.xml": 128 * 1024**2}
_LARGEST_PART = 1024**3
_MOST_PACKED = 200
_SMALL = 10_000_000
_CHUNK = 256 * 1024
_LAST_ROW = 1_048_576
_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")


class _Wrong(Exception):
    """What no workbook has."""


def check(path: Path) -> bool:
    """Read every XML part once; returns whether a sheet has formulas.

    Raises RefusedFile for a zip that is broken or unpacks to too much, XML that is not well formed or has a DOCTYPE, and rows and
    cells beyond what a sheet can have.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [each for each in archive.infolist() if each.filename.endswith((".xml", ".rels"))]
            for part in parts:
                _size(path, part)
            formulas = [_part(path, archive, part) for part in parts]
            return any(formulas)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedFile(f"{path.name}: expected a workbook, found a broken one ({error})") from error


def _size(path: Path, part: zipfile.ZipInfo) -> None:
    size, packed = part.file_size, part.compress_size
    if size > _LARGEST.get(part.filename, _LARGEST_PART) or (size > _SMALL and size > packed * _MOST_PACKED):
        raise RefusedFile(f"{path.name}, {part.filename}: a part of {packed} bytes that unpacks to {size} is refused")


def _part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    heard = _Listener()
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                heard.parser.Parse(chunk, False)
        heard.parser.Parse(b"", True)
    except (expat.ExpatError, _Wrong) as error:
        line = heard.parser.CurrentLineNumber
        raise RefusedFile(f"{path.name}, {part.filename}, line {line}: expected the XML of a workbook, found: {error}") from None
    return heard.formulas


class _Listener:
    def __init__(self) -> None:
        self.formulas = False
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start

    def _doctype(self, *_: object) -> None:
        raise _Wrong("a DOCTYPE; no entity is ever read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            where = attributes.get("r", "A1")
            if not _CELL.fullmatch(where):
                raise _Wrong(f"a cell {where[:20]}")
        elif name == "row":
            number = attributes.get("r", "1")
            if not (number.isdecimal() and 1 <= int(number) <= _LAST_ROW):
                raise _Wrong(f"a row {number[:20]}")
        elif name == "f":
            self.formulas = True
