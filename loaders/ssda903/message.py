"""The return as one XML file: EXPSSDA903, with a CHILD for each child; read child by child as lines of the same tables."""

from collections import Counter
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from lxml import etree

from graph.errors import RefusedFile
from graph.facts import Reject, Source
from loaders.corrections.marks import RejectsMark, instructed
from loaders.files.regular import open_file
from loaders.returns.lines import Line, shown
from loaders.ssda903.columns import TABLES
from loaders.ssda903.corrections import write_children
from loaders.ssda903.files import BLANK
from loaders.xml_files.beginning import beginning
from loaders.xml_files.elements import line_of, said, said_after
from loaders.xml_files.parser import apart, elements, outside

ROOT = "EXPSSDA903"
_NAMES = {"CHILDID": "CHILD", "PL": "PLACE", "ETHNICITY": "ETHNIC"}
_SHARED = frozenset({"CHILD", "DOB", "SEX"})
"""Columns that several tables have: of these alone no line is made of another table than that of the block."""


class Message:
    """One opened XML return. Raises RefusedFile where it has a DOCTYPE, is torn, or has no CHILD."""

    table_by_table = False

    def __init__(self, path: Path) -> None:
        start = beginning(path)
        start.refuse_doctype(path.name)
        self.path, self.tables = path, frozenset(TABLES)
        self.rows = sum(1 for child in elements(path, "CHILD") for _ in child.iter(*_BLOCKS))
        if start.root != ROOT or not self.rows:
            found = f"{start.root_in_words} with {self.rows}"
            raise RefusedFile(f"{path.name}: expected {ROOT} with a CHILD for each child, in no namespace; found {found}")
        times = Counter(outside(path, "CHILD"))
        self.left_alone = [
            f"{name} stands in no CHILD; it was read and not kept ({count:,} times)" for name, count in times.items()
        ]
        with open_file(path) as stream:
            self.files: tuple[tuple[str, str], ...] = ((path.name, file_digest(stream, "sha256").hexdigest()),)

    def mark(self) -> RejectsMark | None:
        """Of which extract these are rejected children; None where they are none."""
        return instructed(self.path)

    def write_rejects(self, folder: Path, source: Source, rejects: list[Reject]) -> list[Path]:
        """Write every child of whom something was rejected."""
        return [write_children(self.path, ROOT, folder, source, rejects)]

    def lines(self) -> Iterator[Line]:
        """Every line: of each child the header, what stands in it, and the episodes. No element is in none of them."""
        for outermost in elements(self.path, "CHILD"):
            for child in apart(outermost):
                own = _own(child)
                for block in (child, *child.iter(*_BLOCKS)):
                    yield from self._lines(block, own)

    def _lines(self, block: etree._Element, own: dict[str, str]) -> Iterator[Line]:
        """The lines of one block: of its own tables, of others whose columns it has, and with what is a column of none."""
        leaves = _Leaves(block)
        tables = _BLOCKS.get(str(block.tag), ("Header",))
        found: dict[str, dict[str, str]] = {}
        left = {name: text for name, text in leaves.cells.items() if name not in ("CHILD", "DOB")}
        for table in (*tables, *(each for each in TABLES if each not in tables)):
            shared = frozenset[str]() if table in tables else _SHARED
            if left.keys() & _COLUMNS[table] - shared:
                found[table] = {name: text for name, text in leaves.cells.items() if name in _COLUMNS[table]}
                left = {name: text for name, text in left.items() if name not in _COLUMNS[table]}
        if left or (block.tag == "HEADER" and leaves.cells):
            first = next(iter(found), tables[0])
            found[first] = found.get(first, {}) | left
        for table, cells in found.items():
            fault = next((text for name, text in leaves.faults.items() if name in cells), "")
            yield Line(table, self.path.name, line_of(block), own | leaves.whose | cells, fault)


def _own(child: etree._Element) -> dict[str, str]:
    """Who a child is, by its own leaves or those of its headers; where these do not agree, nobody knows."""
    own: dict[str, str] = {}
    for block in (child, *child.iterchildren("HEADER")):
        for name, text in _Leaves(block).whose.items():
            if own.setdefault(name, text) != text:
                return {}
    return own


class _Leaves:
    """What stands in a block and not in another block within it: the cells by column, blank ones left out.

    What is no leaf of the block's own is there too, under a name that no table has. `faults`: of columns that say two things.
    """

    def __init__(self, block: etree._Element) -> None:
        self.cells: dict[str, str] = {}
        self.faults: dict[str, str] = {}
        self._read(block, "")

    @property
    def whose(self) -> dict[str, str]:
        """Who the child is, as far as the block says."""
        return {name: text for name, text in self.cells.items() if name in ("CHILD", "DOB")}

    def _read(self, block: etree._Element, within: str) -> None:
        if len(block):
            self._take(f"{within}text", said(block))
        for each in block.iterchildren("*"):
            tag = str(each.tag)
            if len(each) and tag not in _BLOCKS:
                self._read(each, f"{within}{tag}/")
            elif tag not in _BLOCKS:
                self._take(f"{within}{_NAMES.get(tag, tag)}", said(each))
            self._take(f"{within}text", said_after(each))

    def _take(self, name: str, text: str) -> None:
        if text.upper() in BLANK:
            return
        if self.cells.setdefault(name, text) != text and not name.endswith("text"):
            self.faults[name] = f"expected one {name} here, found '{shown(self.cells[name])}' and '{shown(text)}'"


_BLOCKS: dict[str, tuple[str, ...]] = {
    "HEADER": ("Header",),
    "EPISODE": ("Episodes",),
    "AREVIEW": ("Reviews",),
    "AMISSING": ("Missing",),
    "OC2": ("OC2",),
    "OC3": ("OC3",),
    "PERMANENCE": ("PrevPerm",),
    "AD_PLACED": ("AD1", "PlacedAdoption"),
    "AD1": ("AD1",),
    "SWEPISODE": ("SWEpisodes",),
    "DOLO": ("DoLo",),
}
_COLUMNS = {name: frozenset(table.columns) for name, table in TABLES.items()}
