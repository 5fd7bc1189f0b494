"""Reading a payload: first the whole file is checked, then the children are read, and then what is in their episodes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import Content, FactKind, Note, Reject, Source
from graph.vocabulary import ContactKind, Outcome
from loaders.adoptions import sealed_where_adopted
from loaders.dfe_csc_api.children import Child
from loaders.dfe_csc_api.corrections import write_children
from loaders.dfe_csc_api.episodes import Episode
from loaders.dfe_csc_api.header import Header, files_of, is_child, read_header, source_of
from loaders.dfe_csc_api.purging import is_purged, purged_rows
from loaders.dfe_csc_api.tree import rows_in
from loaders.extract import Row
from loaders.json_files.elements import Element, elements
from loaders.json_files.items import Fault, Item, day, ident, words
from loaders.json_files.making import Maker, local_id, whole
from loaders.json_files.rejects import write_rejects

Both = tuple[list[Row], list[Row]]
"""The rows of a child, and those of what is in their episodes."""


def open_payload(path: Path, agency: str | None, extracted_on: date | None) -> "Payload":
    """Check that the whole file is a payload, and find out whose; raises RefusedFile before anything is kept."""
    header = read_header(path)
    source, notes = source_of(path, header, agency, extracted_on)
    try:
        return Payload(path, source, files_of(path), header, notes)
    except OSError as error:
        raise RefusedFile(f"{path.name}: expected a file, found none that can be read: {error.strerror or error}") from error


class Payload:
    """One opened payload; see `loaders.extract.Extract`. Memory: one child, and an entry per record id."""

    format = "dfe_csc_api"
    whole_children = True
    present = frozenset({FactKind.PERSON, FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN, FactKind.STAY})

    def __init__(self, path: Path, source: Source, files: tuple[tuple[str, str], ...], header: Header, notes: list[Note]) -> None:
        self.path, self.source, self.files = path, source, files
        self.rows: int | None = header.rows
        self._code = next(iter(header.codes), None)
        strays = [Note(path.name, 1, text + (f" ({count} times)" if count > 1 else "")) for text, count in header.strays.items()]
        self._notes = (*notes, *strays)

    def people(self) -> Iterator[Row]:
        """The records of the children, and the values of theirs that were rejected by themselves."""
        notes = self._notes
        for own, _ in self._read():
            for row in own:
                row.warnings, notes = notes + row.warnings, ()
                yield row

    def bundles(self) -> Iterator[list[Row]]:
        """Child by child, everything in their episodes."""
        for _, inside in self._read():
            if inside:
                yield inside

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected objects as `rejects.csv`, and the children that they are of as a payload."""
        return [*write_rejects(folder, rejects), write_children(self.path, folder, self.source, self._code, rejects)]

    def _read(self) -> Iterator[Both]:
        maker = Maker(self.path.name, self.source)
        for element in elements(self.path, "Children"):
            if is_child(element):
                yield _child(maker, Item(element.value, element.path, element.line))
            elif element.list or element.broken or not isinstance(element.value, dict):
                yield [maker.refused("Children", _no_child(element))], []


def _no_child(element: Element) -> Fault:
    said = str(element.value)[:60] if not isinstance(element.value, (dict, list, type(None))) else ""
    return Fault(element.line, element.path, said, element.broken or "expected a child, as an object with a la_child_id")


def _child(maker: Maker, item: Item) -> Both:
    maker.record = ""
    try:
        maker.record = child = item.need("la_child_id", ident)
        details = item.inner("child_details")
        if len(details) > 1:
            raise item.fault("child_details", f"expected one child_details, found {len(details)}")
    except Fault as fault:
        return [maker.refused("Children", fault)], _refused(maker, item, "child", "the child that it is in was rejected")
    if is_purged(item):
        return list(purged_rows(maker, item, "child", child)), []
    inside = [*_wellbeing(maker, item, child), *_episodes(maker, item, child)]
    read = Child(maker, item, child, [fact.on for row in inside for fact in row.facts if fact.on])
    fact = read.fact()
    sealed_where_adopted(fact, inside)
    row = maker.kept("Children", item, fact, read.notes)
    if row.reject:
        return [row], _refused(maker, item, "child", "the child that it is in was rejected")
    return [row, *read.rows], inside


def _refused(maker: Maker, item: Item, name: str, reason: str) -> list[Row]:
    return [maker.refused(each, inner.itself(reason)) for each, inner in rows_in(item, name)]


def _episodes(maker: Maker, item: Item, child: str) -> Iterator[Row]:
    try:
        episodes = item.inner("social_care_episodes")
    except Fault as fault:
        yield maker.refused("social_care_episodes", fault)
        return
    for each in episodes:
        yield from _episode(maker, each, child)


def _episode(maker: Maker, item: Item, child: str) -> Iterator[Row]:
    if is_purged(item):
        yield from purged_rows(maker, item, "social_care_episodes", child)
        return
    try:
        yield from Episode(maker, item, child).rows()
    except Fault as fault:
        yield maker.refused("social_care_episodes", fault)
        yield from _refused(maker, item, "social_care_episodes", "the social care episode that it is in was rejected")


def _wellbeing(maker: Maker, item: Item, child: str) -> Iterator[Row]:
    """A questionnaire on strengths and difficulties is an event with its score, which is no contact with the child."""
    try:
        tests = [(each, is_purged(each) or is_purged(above)) for above in item.inner("health_and_wellbeing")
                 for each in above.inner("sdq_assessments")]  # fmt: skip
    except Fault as fault:
        yield maker.refused("sdq_assessments", fault)
        return
    for each, purged in tests:
        if purged:
            yield from purged_rows(maker, each, "sdq_assessments", child)
        else:
            yield _questionnaire(maker, each, child)


def _questionnaire(maker: Maker, item: Item, child: str) -> Row:
    try:
        on, score = item.need("date", day), item.read("score", words)
    except Fault as fault:
        return maker.refused("sdq_assessments", fault)
    content: Content = {
        "kind": ContactKind.OTHER.value,
        "outcome": Outcome.INFORMATION_ONLY.value,
        "summary": "Strengths and difficulties questionnaire" + (f", score {score}" if score else ""),
    }
    content |= {"details": [f"score={score}"]} if score else {}
    fact = maker.event(FactKind.CONTACT, local_id(child, "sdq", on), child, whole(on), content)
    return maker.kept("sdq_assessments", item, fact)
