"""The return as one XML file: EXPSSDA903, with a CHILD for each child; read child by child as lines of the same tables."""

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from lxml import etree

from graph.errors import RefusedFile
from loaders.cin_census.elements import line_of, said
from loaders.cin_census.parsing import beginning, elements
from loaders.files.regular import open_file
from loaders.returns.lines import Line
from loaders.ssda903.columns import TABLES
from loaders.ssda903.files import BLANK

ROOT = "EXPSSDA903"
_NAMES = {"CHILDID": "CHILD", "PL": "PLACE", "ETHNICITY": "ETHNIC"}


class Message:
    """One opened XML return. Raises RefusedFile where it has a DOCTYPE, is torn, or has no CHILD."""

    table_by_table = False

    def __init__(self, path: Path) -> None:
        start = beginning(path)
        if start.doctype_line is not None:
            raise RefusedFile(f"{path.name}, line {start.doctype_line}: expected no DOCTYPE, found one; no entity is ever read")
        self.path, self.tables = path, frozenset(TABLES)
        strange: set[str] = set()
        self.rows = 0
        for child in elements(path, "CHILD"):
            self.rows += sum(1 for _ in child.iter(*_BLOCKS))
            strange |= {str(leaf.tag) for leaf in child.iterdescendants("*")} - _KNOWN
        if start.root != ROOT or not self.rows:
            found = f"{start.root or 'no element'} with {self.rows}"
            raise RefusedFile(f"{path.name}: expected {ROOT} with a CHILD for each child, in no namespace; found {found}")
        self.left_alone = sorted(f"the return has no element {tag[:40]}; it was left alone" for tag in strange)
        with open_file(path) as stream:
            self.files: tuple[tuple[str, str], ...] = ((path.name, file_digest(stream, "sha256").hexdigest()),)

    def lines(self) -> Iterator[Line]:
        """Every line: of each child the header, what stands in it, and the episodes."""
        for child in elements(self.path, "CHILD"):
            known = self._leaves(child) | {
                name: text for header in child.iterchildren("HEADER") for name, text in self._leaves(header).items()
            }
            own = {name: text for name, text in known.items() if name in ("CHILD", "DOB")}
            for block in child.iter(*_BLOCKS):
                yield from self._lines(block, own)

    def _leaves(self, block: etree._Element) -> dict[str, str]:
        found = {_NAMES.get(str(leaf.tag), str(leaf.tag)): said(leaf) for leaf in block.iterchildren("*") if not len(leaf)}
        return {name: text for name, text in found.items() if text.upper() not in BLANK}

    def _lines(self, block: etree._Element, own: dict[str, str]) -> Iterator[Line]:
        cells = self._leaves(block)
        for table in _BLOCKS[str(block.tag)]:
            columns = _COLUMNS[table]
            wanted = {name: text for name, text in cells.items() if name in columns}
            if wanted.keys() - {"CHILD", "DOB"}:
                yield Line(table, self.path.name, line_of(block), own | wanted)


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
_KNOWN = {*_BLOCKS, *_NAMES, *(column for table in TABLES.values() for column in table.columns)}
