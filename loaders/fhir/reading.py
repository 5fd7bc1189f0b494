"""Reading a bundle: first the whole file is checked, then the people are read, and then what happened."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import FactKind, Note, Reject, Source
from graph.vocabulary import Role
from loaders.extract import Row
from loaders.fhir.events import Events, removed
from loaders.fhir.finding import PEOPLE, Found, resources
from loaders.fhir.header import Header, files_of, read_header, source_of
from loaders.fhir.people import Described, stays
from loaders.fhir.relationships import SIBLINGS, kinds_of, relationship_rows
from loaders.fhir.resources import codings
from loaders.json_files.items import Fault
from loaders.json_files.making import Maker
from loaders.json_files.rejects import write_rejects

_EVENTS = ("Appointment", "Encounter", "Flag")


def open_bundle(path: Path, agency: str | None, extracted_on: date | None) -> "FhirExtract":
    """Check that the whole file is FHIR, and find out whose; raises RefusedFile before anything is kept."""
    header = read_header(path)
    source = source_of(path, header, agency, extracted_on)
    try:
        return FhirExtract(path, source, files_of(path), header)
    except OSError as error:
        raise RefusedFile(f"{path.name}: expected a file, found none that can be read: {error.strerror or error}") from error


class FhirExtract:
    """One opened file; see `loaders.extract.Extract`. Memory: one resource, and an entry per resource id."""

    format = "fhir"
    present = frozenset(
        {FactKind.PERSON, FactKind.RELATIONSHIP, FactKind.STAY, FactKind.CONTACT, FactKind.CONTACT_PERSON}
        | {FactKind.INVOLVEMENT, FactKind.CONCERN}
    )

    def __init__(self, path: Path, source: Source, files: tuple[tuple[str, str], ...], header: Header) -> None:
        self.path, self.source, self.files, self._header = path, source, files, header
        self.rows: int | None = header.rows

    def people(self) -> Iterator[Row]:
        """The records of patients and related people."""
        kept: set[str] = set()
        earliest, notes = self._earliest(), tuple(Note(self.path.name, 1, text) for text in self._header.notes())
        maker = Maker(self.path.name, self.source)
        for found in resources(self.path):
            if found.type in PEOPLE and not found.deleted and found.fault is None:
                for row in self._person(maker, found, earliest):
                    kept.update(fact.source for fact in row.facts)
                    row.warnings, notes = notes + row.warnings, ()
                    yield row
        # What names somebody whose record was rejected is rejected too.
        self._header.people.known = kept

    def bundles(self) -> Iterator[list[Row]]:
        """Everything else: an event stands with those who took part, a person's relationships and stays together."""
        return self._others(Maker(self.path.name, self.source))

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected elements as `rejects.csv`."""
        return write_rejects(folder, rejects)

    def _person(self, maker: Maker, found: Found, earliest: dict[str, date]) -> Iterator[Row]:
        maker.record, read = found.local, Described(maker, found)
        try:
            fact = read.fact(self._role(found), earliest.get(found.local))
        except Fault as fault:
            yield maker.refused(found.type, fault, FactKind.PERSON, found.local)
            return
        yield maker.kept(found.type, found.item, fact, read.notes)
        yield from read.rows

    def _role(self, found: Found) -> Role:
        """A patient, or a sibling of one, is a child while they are under 18 or their age is not known; others are adults."""
        young = self._header.people.is_under(found.local, 18, self.source.extracted_on)
        if found.type == "RelatedPerson" and found.local not in self._header.people.born:
            young = any(kind in SIBLINGS for kind in kinds_of(codings(found.item, "relationship")))
        return Role.CHILD if young else Role.ADULT

    def _others(self, maker: Maker) -> Iterator[list[Row]]:
        events = Events(maker, self._header.people, self._header.kept_by)
        for found in resources(self.path):
            maker.record = found.local
            rows = list(self._rows(maker, events, found))
            if rows:
                yield rows

    def _rows(self, maker: Maker, events: Events, found: Found) -> Iterator[Row]:
        if found.fault is not None:
            yield maker.refused(found.type or "entry", found.fault)
        elif found.deleted:
            yield removed(maker, found, "it was deleted: what was kept of it is removed")
        elif found.type in PEOPLE:
            if found.local in self._header.people.known:
                yield from stays(maker, found)
                yield from relationship_rows(maker, found, self._header.people) if found.type == "RelatedPerson" else ()
        elif found.type in _EVENTS:
            yield from events.rows(found)
        elif not found.bundle:
            yield Row(found.type)

    def _earliest(self) -> dict[str, date]:
        """Of each person, the earliest recorded_on among the facts about or involving them."""
        found: dict[str, date] = {}
        prefix = len(Maker(self.path.name, self.source).key(""))
        for rows in self._others(Maker(self.path.name, self.source)):
            for fact in (fact for row in rows for fact in row.facts if fact.recorded_on > date.min):
                for key in fact.records:
                    local = key[prefix:].replace("%2F", "/").replace("%25", "%")
                    found[local] = min(found.get(local, fact.recorded_on), fact.recorded_on)
        return found
