"""What a workbook says of itself: its sheets, the texts that cells share, which styles are those of days; openpyxl reads it."""

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS
from openpyxl.xml.functions import fromstring

from graph.errors import RefusedFile
from loaders.annex_a.cells import Meanings, Tab
from loaders.annex_a.parts import LARGEST_TEXTS, Texts, limit, listener, parse
from loaders.files.regular import open_file

warnings.filterwarnings("ignore", module="openpyxl")


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook, charts apart, and what the numbers in their cells mean. Memory: the texts that cells share."""

    tabs: list[Tab]
    meanings: Meanings


def book_of(path: Path, archive: zipfile.ZipFile) -> Book:
    """Read it from parts that were checked; raises RefusedFile where they are not those of a workbook."""
    try:
        with open_file(path) as stream:  # the library goes by the name of a path, which says nothing
            reader: Any = ExcelReader(stream, read_only=True, keep_links=False)
            reader.read_manifest()
            reader.read_workbook()
            tabs = list(_tabs(reader))
        texts = reader.package.find(SHARED_STRINGS)
        part = str(texts.PartName)[1:] if texts is not None else None
        return Book(tabs, _meanings(path, archive, part, reader.wb.epoch))
    except RefusedFile:
        raise
    except Exception as error:
        raise RefusedFile(f"{path.name}: expected a workbook, found what cannot be read as one ({error})") from error


def _tabs(reader: Any) -> Iterator[Tab]:
    for sheet, relation in reader.parser.find_sheets():
        if relation.target in reader.valid_files and "chartsheet" not in relation.Type:
            yield Tab(sheet.name, sheet.state == "visible", relation.target)


def _meanings(path: Path, archive: zipfile.ZipFile, texts: str | None, epoch: Any) -> Meanings:
    found = Meanings(epoch=epoch)
    if texts is not None:
        limit(path, archive.getinfo(texts), LARGEST_TEXTS)
        parser = listener()
        heard = Texts(parser)
        for _ in parse(path, archive, texts, parser):
            pass
        found.texts = heard.found
    if ARC_STYLE in archive.namelist():
        sheet: Any = Stylesheet
        styles = sheet.from_tree(fromstring(archive.read(ARC_STYLE)))
        found.days, found.durations = frozenset(map(str, styles.date_formats)), frozenset(map(str, styles.timedelta_formats))
    return found
