"""Reading a payload: first the whole file is checked, then the children are read, and then what is in their episodes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import Content, FactKind, Note, Reject, Source
from graph.vocabulary import ContactKind, Outcome
from loaders.checks.adoptions import sealed_where_adopted
from loaders.codes.closures import days_of_death
from loaders.dfe_csc_api.children import PayloadChild
from loaders.dfe_csc_api.corrections import write_children
from loaders.dfe_csc_api.episodes import Episode
from loaders.dfe_csc_api.header import PayloadHeader, files_of, is_child, read_header, source_of
from loaders.dfe_csc_api.purges import is_purged, purged_rows
from loaders.dfe_csc_api.tree import rows_in
from loaders.extract import Row
from loaders.facts.builder import local_id
from loaders.json_files.elements import Element, elements
from loaders.json_files.items import JsonItemError, JsonObject, day, ident, words
from loaders.json_files.rejects import write_rejects
from loaders.json_files.rows import ObjectRows
from loaders.rejects import unforeseen
from loaders.returns.tally import Tally

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
    # A payload has only some of an authority's children, but of each of them everything: facts that come under new ids can be
    # told from facts that are new (docs/adr/0019).
    whole_children = True
    present = frozenset({FactKind.PERSON, FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN, FactKind.STAY})

    def __init__(
        self, path: Path, source: Source, files: tuple[tuple[str, str], ...], header: PayloadHeader, notes: list[Note]
    ) -> None:
        self.path, self.source, self.files = path, source, files
        self.rows: int | None = header.rows
        self._code = next(iter(header.codes), None)
        strays = [Note(path.name, 1, text + (f" ({count} times)" if count > 1 else "")) for text, count in header.strays.items()]
        self._notes = (*notes, *strays)

    def people(self) -> Iterator[Row]:
        """The records of the children, and the values of theirs that were rejected by themselves."""
        notes = self._notes
        of_people = Tally()
        for own in of_people.beside(own for own, _ in self._read(of_people, Tally())):
            for row in own:
                row.warnings, notes = notes + row.warnings, ()
                yield row

    def bundles(self) -> Iterator[list[Row]]:
        """Child by child, everything in their episodes."""
        of_episodes = Tally()
        yield from of_episodes.beside(inside for _, inside in self._read(Tally(), of_episodes))

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected objects as `rejects.csv`, and the children that they are of as a payload."""
        return [*write_rejects(folder, rejects), write_children(self.path, folder, self.source, self._code, rejects)]

    def _read(self, of_people: Tally, of_episodes: Tally) -> Iterator[Both]:
        maker = ObjectRows(self.source, self.path.name, tally=of_people)
        inside = replace(maker, tally=of_episodes)
        for element in elements(self.path, "Children"):
            if is_child(element):
                yield _guarded(maker, inside, JsonObject(element.value, element.path, element.line))
            elif element.list or element.broken or not isinstance(element.value, dict):
                yield [maker.refused("Children", _no_child(element))], []


def _no_child(element: Element) -> JsonItemError:
    said = str(element.value)[:60] if not isinstance(element.value, (dict, list, type(None))) else ""
    return JsonItemError(element.line, element.path, said, element.broken or "expected a child, as an object with a la_child_id")


def _guarded(maker: ObjectRows, within: ObjectRows, item: JsonObject) -> Both:
    """The rows of a child; one on which the reader fails is rejected with everything in it: nothing stops in the middle."""
    try:
        return _child(maker, within, item)
    except Exception as error:  # what a reader throws is a rejected row: others are written already
        rejected = maker.refused("Children", item.itself(unforeseen(error)))
        return [rejected], _refused(maker, item, "child", "the child that it is in was rejected")


def _child(maker: ObjectRows, within: ObjectRows, item: JsonObject) -> Both:
    """`within` makes the rows of what is in the child's episodes."""
    maker.record = within.record = ""
    try:
        maker.record = within.record = child = item.need("la_child_id", ident)
        details = item.inner("child_details")
        if len(details) > 1:
            raise item.fault("child_details", f"expected one child_details, found {len(details)}")
    except JsonItemError as fault:
        return [maker.refused("Children", fault)], _refused(maker, item, "child", "the child that it is in was rejected")
    if is_purged(item):
        return list(purged_rows(maker, item, "child", child)), []
    inside = [*_wellbeing(within, item, child), *_episodes(within, item, child)]
    facts = [fact for row in inside for fact in row.facts]
    days = [fact.on for fact in facts if fact.on]
    # What is in the episodes is read first: the record needs its days, and the ends that say that the child died
    # (docs/adr/0022).
    read = PayloadChild(maker, item, child, days, min(days_of_death(facts), default=None))
    fact = read.fact()
    sealed_where_adopted(fact, inside)
    row = maker.kept("Children", item, fact, read.notes)
    if row.reject:
        return [row], _refused(maker, item, "child", "the child that it is in was rejected")
    row.unkept = tuple(name for name in item.untaken() if not name.endswith("purge"))
    return [row, *read.rows], inside


def _refused(maker: ObjectRows, item: JsonObject, name: str, reason: str) -> list[Row]:
    item.take_all()
    return [maker.refused(each, inner.itself(reason)) for each, inner in rows_in(item, name)]


def _episodes(maker: ObjectRows, item: JsonObject, child: str) -> Iterator[Row]:
    try:
        episodes = item.inner("social_care_episodes")
    except JsonItemError as fault:
        yield maker.refused("social_care_episodes", fault)
        return
    for each in episodes:
        yield from _episode(maker, each, child)


def _episode(maker: ObjectRows, item: JsonObject, child: str) -> Iterator[Row]:
    if is_purged(item):
        yield from purged_rows(maker, item, "social_care_episodes", child)
        return
    try:
        yield from Episode(maker, item, child).rows()
    except JsonItemError as fault:
        yield maker.refused("social_care_episodes", fault)
        yield from _refused(maker, item, "social_care_episodes", "the social care episode that it is in was rejected")


def _wellbeing(maker: ObjectRows, item: JsonObject, child: str) -> Iterator[Row]:
    """A questionnaire on strengths and difficulties is an event with its score, which is no contact with the child."""
    try:
        tests = [(each, is_purged(each) or is_purged(above)) for above in item.inner("health_and_wellbeing")
                 for each in above.inner("sdq_assessments")]  # fmt: skip
    except JsonItemError as fault:
        yield maker.refused("sdq_assessments", fault)
        return
    for each, purged in tests:
        if purged:
            yield from purged_rows(maker, each, "sdq_assessments", child)
        else:
            yield _questionnaire(maker, each, child)


def _questionnaire(maker: ObjectRows, item: JsonObject, child: str) -> Row:
    try:
        on, score = item.need("date", day), item.read("score", words)
    except JsonItemError as fault:
        item.take_values()
        return maker.refused("sdq_assessments", fault)
    content: Content = {
        "kind": ContactKind.OTHER.value,
        "outcome": Outcome.INFORMATION_ONLY.value,
        "summary": "Strengths and difficulties questionnaire" + (f", score {score}" if score else ""),
    }
    content |= {"details": [f"score={score}"]} if score else {}
    fact = maker.event(FactKind.CONTACT, local_id(child, "sdq", on), child, on, content)
    return maker.kept("sdq_assessments", item, fact)
