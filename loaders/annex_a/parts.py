"""The parts of a workbook: how large they may be, and their XML read as a stream that no entity, depth or number can harm.

Decision: docs/adr/0025.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from graph.errors import RefusedFile
from loaders.files.archives import MOST_PACKED, SMALL, open_archive
from loaders.files.limits import limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEETS = "xl/worksheets/"
LARGEST_TEXTS = 128 * 1024**2
_LARGEST_PART = 1024**3
_LARGEST_ABOUT = 16 * 1024**2
_MOST_ELEMENTS = 200_000
_CHUNK = 64 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Wrong(Exception):
    """Something that a spreadsheet never writes into a workbook, and why it is not read on."""


def opened(path: Path) -> zipfile.ZipFile:
    """The parts of a workbook; raises RefusedFile for a zip that is broken, or a part that unpacks to too much."""
    try:
        archive = open_archive(path)
    except (*_BROKEN, ValueError) as error:
        raise _broken(path, error) from error
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            limit(path, part, _LARGEST_PART)
    return archive


def _broken(path: Path, error: Exception) -> RefusedFile:
    return RefusedFile(f"{path.name}: expected a workbook, found a broken one ({error})")


def limit(path: Path, part: zipfile.ZipInfo, largest: int) -> None:
    """Refuse a part that unpacks to more than that, or to far more than it is."""
    size, packed = part.file_size, part.compress_size
    if size > largest or (size > SMALL and size > packed * MOST_PACKED):
        raise RefusedFile(f"{path.name}, {part.filename}: a part of {packed} bytes that unpacks to {size} is refused")


def check(path: Path, archive: zipfile.ZipFile) -> None:
    """Read once all XML that says what the workbook is, the sheets apart; raises RefusedFile as `parse` does.

    Of what is then read as a whole (all but the shared texts), no part may have more than 200,000 elements: a workbook that has
    every style that a spreadsheet knows has fewer.
    """
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")) and not part.startswith(_SHEETS):
            parser = expat.ParserCreate()
            if not part.endswith("sharedStrings.xml"):
                limit(path, archive.getinfo(part), _LARGEST_ABOUT)
                parser.StartElementHandler = _Counter().hear
            for _ in parse(path, archive, part, parser):
                pass


class _Counter:
    def __init__(self) -> None:
        self._elements = 0

    def hear(self, *_: object) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise Wrong(f"more than {_MOST_ELEMENTS:,} elements")


def listener() -> expat.XMLParserType:
    """A parser that names an element `namespace name`, and gives a text in one piece unless it is long."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    return parser


def parse(path: Path, archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Feed a part to a parser, piece by piece; raises RefusedFile for XML that is not well formed or has a DOCTYPE."""
    parser.StartDoctypeDeclHandler = _doctype
    fed, longest = 0, limits().row
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > longest:
                    raise Wrong(f"a tag of more than {longest:,} characters")
                yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, Wrong) as error:
        line = parser.CurrentLineNumber
        raise RefusedFile(f"{path.name}, {part}, line {line}: expected the XML of a workbook, found: {error}") from None
    except _BROKEN as error:
        raise _broken(path, error) from error


def _doctype(*_: object) -> None:
    raise Wrong("a DOCTYPE; no entity is ever read")


class Texts:
    """Hears the shared texts of a workbook: of each the plain words, without how they are pronounced."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._spoken = False
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, _: object) -> None:
        if name == _T:
            self._inside = not self._spoken
        elif name == _RPH:
            self._spoken = True

    def _text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        if name == _T:
            self._inside = False
        elif name == _SI:
            # So is an underscore written that would else begin the code of a character; openpyxl takes it away likewise.
            self.found.append("".join(self._pieces).replace("x005F_", ""))
            self._pieces.clear()
        elif name == _RPH:
            self._spoken = False


_SI, _T, _RPH = f"{MAIN} si", f"{MAIN} t", f"{MAIN} rPh"
