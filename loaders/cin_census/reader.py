"""Reading a return: first the whole file is checked, then the children are read, and then what became of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from lxml import etree

from graph.errors import RefusedFile
from graph.facts import FactKind, Reject, Source
from loaders.checks.adoptions import sealed_where_adopted
from loaders.cin_census.corrections import write_children
from loaders.cin_census.episodes import episode_rows
from loaders.cin_census.header import beginning_of, source_of
from loaders.cin_census.people import child_id, described, person
from loaders.cin_census.rejects import write_rejects
from loaders.cin_census.rows import ROWS, ElementRows
from loaders.codes.closures import days_of_death
from loaders.corrections.marks import instructed
from loaders.extract import Row
from loaders.facts.seen import SeenFacts
from loaders.files.regular import open_file
from loaders.rejects import unforeseen
from loaders.returns.tally import Tally
from loaders.xml_files.elements import Block, ElementError, said
from loaders.xml_files.parser import apart, elements, outside


def open_census(path: Path, agency: str | None) -> "CensusExtract":
    """Check that the whole file is a CIN census, and read its header; raises RefusedFile before anything is kept."""
    start = beginning_of(path)
    start.refuse_doctype(path.name)
    source: Source | None = None
    unkept: tuple[str, ...] = ()
    repeated: Counter[str] = Counter()
    rows = 0
    for element in elements(path, "Message", "Header", "Child"):
        if element.tag == "Child":
            repeated.update(_id_of(each) for each in element.iter("Child"))
            rows += sum(1 for _ in element.iter(*ROWS))
        elif element.tag == "Header" and source is None:
            header = Block(element, "Header")
            source, unkept = source_of(path.name, header, agency), header.untaken()
    if start.root != "Message" or start.text != "CIN" or source is None:
        found = f"{start.root_in_words} with '{start.text}'"
        raise RefusedFile(
            f"{path.name}: expected a Message, in no namespace, with a Header whose Collection is CIN; found {found}"
        )
    with open_file(path) as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    mark = instructed(path)
    source = replace(source, partial=start.partial, correction=mark.correction if mark else 0)
    twice = frozenset(name for name, count in repeated.items() if count > 1)
    return CensusExtract(path, source, digest, rows, twice, (*unkept, *outside(path, "Header", "Child")))


def _id_of(child: etree._Element) -> str:
    leaf = child.find("ChildIdentifiers/LAchildID")
    return "" if leaf is None else said(leaf)


class CensusExtract:
    """One opened return; see `loaders.extract.Extract`. Memory: one child's XML, and an entry per child id."""

    format = "cin_census"
    present = frozenset({FactKind.PERSON, FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN})

    def __init__(
        self, path: Path, source: Source, digest: str, rows: int, repeated: frozenset[str], unkept: tuple[str, ...]
    ) -> None:
        self.path, self.source, self._repeated, self._unkept = path, source, repeated, unkept
        self.files: tuple[tuple[str, str], ...] = ((path.name, digest),)
        self.rows: int | None = rows

    def people(self) -> Iterator[Row]:
        """The records of the children, and the leaves of theirs that were rejected by themselves."""
        reader, unkept = self._reader(), self._unkept
        for bundle in reader.of_people.beside(own for own, _ in self._read(reader)):
            if bundle[0].facts:
                bundle[0].unkept, unkept = (*unkept, *bundle[0].unkept), ()
            yield from bundle

    def bundles(self) -> Iterator[list[Row]]:
        """Child by child, everything in their episodes."""
        reader = self._reader()
        yield from reader.of_episodes.beside(inside for _, inside in self._read(reader))

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected elements as `rejects.csv`, and the children that they are of as a partial return."""
        return [*write_rejects(folder, rejects), write_children(self.path, folder, self.source, rejects)]

    def _reader(self) -> "_Reader":
        return _Reader(self.path.name, self.source, self._repeated)

    def _read(self, reader: "_Reader") -> Iterator[tuple[list[Row], list[Row]]]:
        for element in elements(self.path, "Child"):
            yield from (reader.child(Block(each, "Child")) for each in apart(element))


class _Reader:
    """One reading of the file; what stands twice is found within it. Tallies of what is said of children, and of episodes."""

    def __init__(self, file: str, source: Source, repeated: frozenset[str]) -> None:
        self._file, self._source, self._repeated = file, source, repeated
        self._children = SeenFacts()
        self._shared: dict[str, SeenFacts] = defaultdict(SeenFacts)
        self.of_people, self.of_episodes = Tally(), Tally()

    def child(self, block: Block) -> tuple[list[Row], list[Row]]:
        """The rows of a child, and the rows of what is in their episodes."""
        maker = ElementRows(self._source, self._file, "", tally=self.of_episodes)
        try:
            maker.child = child_id(block)
        except ElementError as fault:
            return [maker.refused(block.tag, fault)], maker.refused_inside(block, "the Child that it is in was rejected")
        try:
            return self._of(maker, block)
        except Exception as error:  # what a reader throws is a rejected row: others are written already
            refused = maker.refused(block.tag, block.itself(unforeseen(error)))
            return [refused], maker.refused_inside(block, "the Child that it is in was rejected")

    def _of(self, maker: ElementRows, block: Block) -> tuple[list[Row], list[Row]]:
        # Only of a child who stands in the file more than once has it to be remembered what was seen of them.
        if maker.child in self._repeated:
            maker.seen = self._shared[maker.child]
        inside = [row for each in block.inner("CINdetails") for row in episode_rows(maker, each)]
        return self._with_person(maker, block, inside)

    def _with_person(self, maker: ElementRows, block: Block, inside: list[Row]) -> tuple[list[Row], list[Row]]:
        days = [fact.on for row in inside for fact in row.facts if fact.on]
        maker = replace(maker, seen=self._children, referred="", tally=self.of_people)
        found = described(maker, block, days, min(days_of_death(fact for row in inside for fact in row.facts), default=None))
        fact = person(maker, found, min(days, default=None))
        sealed_where_adopted(fact, inside)
        row = maker.kept(block, fact, found.notes)
        if row.reject:
            return [row], maker.refused_inside(block, "the Child that it is in was rejected")
        row.unkept = block.untaken()
        return [row, *found.rows], inside
