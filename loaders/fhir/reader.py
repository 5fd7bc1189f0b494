"""Reading FHIR: first every file is checked, then the people are read, and then what happened.

Which files are one extract, and what becomes of those who are only named: docs/adr/0023.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from graph.dates import PartialDate
from graph.errors import RefusedFile
from graph.facts import Content, FactKind, Note, Reject, Source
from graph.spill import SpilledMap, SpilledSet
from graph.vocabulary import Role
from loaders.extract import Row
from loaders.fhir.corrections import write_bundle
from loaders.fhir.discovery import FoundResource, names_of, resources_of
from loaders.fhir.events import Events, removed
from loaders.fhir.header import FhirHeader, file_of, read_header, source_of, the_one
from loaders.fhir.people import FhirPerson, stays
from loaders.fhir.references import PEOPLE, Unmet
from loaders.fhir.relationships import SIBLINGS, kinds_of, relationship_rows
from loaders.fhir.resources import codings
from loaders.fhir.unread import unread
from loaders.json_files.items import JsonItemError
from loaders.json_files.rejects import write_rejects
from loaders.json_files.rows import ObjectRows

_EVENTS = ("Appointment", "Encounter", "Flag")
_MOST_NAMES = 10_000
_NAMED = "reference"
"""The table of those who are named only: no resource of these files is theirs."""


class FhirExtract:
    """Some opened files; see `loaders.extract.Extract`. Memory: one resource; of however many people."""

    format = "fhir"
    present = frozenset(
        {FactKind.PERSON, FactKind.RELATIONSHIP, FactKind.STAY, FactKind.CONTACT, FactKind.CONTACT_PERSON}
        | {FactKind.INVOLVEMENT, FactKind.CONCERN}
    )

    def __init__(self, paths: Sequence[Path], header: FhirHeader, agency: str | None, extracted_on: date | None) -> None:
        self.paths, self._header = paths, header
        self.source: Source = source_of(paths, header, agency, extracted_on)
        self.files = tuple(file_of(path, name) for path, name in names_of(paths).items())
        self.rows: int | None = header.rows
        self._unmet = header.people.unmet()
        header.people.mentions.clear()
        self._notes: tuple[Note, ...] = ()
        self._recalled = SpilledSet()

    def wanted(self) -> Mapping[str, str | None]:
        """By local id, those who are named and not described; with an identifier of theirs where that is all that names them."""
        wanted: SpilledMap[str | None] = SpilledMap()
        wanted.update((each.local, _identifier(each)) for each in self._unmet.values())
        return wanted

    def recall(self, local: str, born: PartialDate | None) -> None:
        """Say that an earlier load has a record of somebody who is wanted, and when they were born."""
        self._recalled.add(local)
        if born:
            self._header.people.born[local] = born

    def people(self) -> Iterator[Row]:
        """The records of patients and related people, then those who are named only."""
        return self._with_notes(self._people())

    def bundles(self) -> Iterator[list[Row]]:
        """Everything else: an event stands with those who took part, a person's relationships and stays together."""
        for rows in self._others(self._maker()):
            yield list(self._with_notes(iter(rows)))

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected elements as `rejects.csv`, and the resources that they are of as a Bundle."""
        whose = the_one(self._header.organisations)
        return [*write_rejects(folder, rejects), *write_bundle(self.paths, whose, folder, self.source, rejects)]

    def _maker(self) -> ObjectRows:
        return ObjectRows(self.source, self.paths[0].name)

    def _with_notes(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The first row of all carries what there is to know of the whole."""
        for row in rows:
            if self._notes:
                row.warnings, self._notes = self._notes + row.warnings, ()
            yield row

    def _people(self) -> Iterator[Row]:
        kept = SpilledSet()
        earliest, left = self._surveyed()
        self._notes = tuple(Note(self.paths[0].name, 1, text) for text in self._said_of_all(left))
        maker = self._maker()
        for found in resources_of(self.paths):
            if found.type in PEOPLE and not found.deleted and found.fault is None:
                for row in self._person(maker, found, earliest):
                    kept |= {fact.source for fact in row.facts}
                    yield row
        for local in earliest.in_order():
            if local not in kept:
                yield self._named_only(maker, local, earliest[local])
        # Of somebody whose record was rejected only the name is left, as of somebody who is named only.
        self._header.people.known = kept

    def _person(self, maker: ObjectRows, found: FoundResource, earliest: Mapping[str, date]) -> Iterator[Row]:
        maker.file, maker.record, read = found.file, found.local, FhirPerson(maker, found, self._header.people)
        try:
            fact = read.fact(self._role(found), earliest.get(found.local))
        except JsonItemError as fault:
            yield maker.refused(found.type, fault, FactKind.PERSON, found.local)
            return
        yield maker.kept(found.type, found.item, fact, read.notes)
        yield from read.rows

    def _role(self, found: FoundResource) -> Role:
        """A patient, or a sibling of one, is a child while they are under 18 or their age is not known; others are adults."""
        young = self._header.people.is_under(found.local, 18, self.source.extracted_on)
        if found.type == "RelatedPerson" and found.local not in self._header.people.born:
            young = any(kind in SIBLINGS for kind in kinds_of(codings(found.item, "relationship")))
        return Role.CHILD if young else Role.ADULT

    def _named_only(self, maker: ObjectRows, local: str, on: date) -> Row:
        """The row of somebody whom facts name and no resource describes."""
        people = self._header.people
        young = people.is_patient(local) and people.is_under(local, 18, self.source.extracted_on)
        role = Role.CHILD if young else Role.ADULT
        fact = maker.named_only(local, role.value, on, _number(self._unmet.get(local)))
        if local in self._recalled:
            return Row(_NAMED, (fact,))
        said = "no resource here, nor an earlier load, describes them: what names them is kept, and completed by their record"
        return Row(_NAMED, (fact,), warnings=(Note(self.paths[0].name, 1, f"{local}: {said}"),))

    def _others(self, maker: ObjectRows, *, recording: bool = False, left: Counter[str] | None = None) -> Iterator[list[Row]]:
        events = Events(maker, self._header.people, self._header.kept_by)
        for found in resources_of(self.paths, recording=recording):
            maker.file, maker.record = found.file, found.local
            rows = list(self._rows(maker, events, found))
            if left is not None:
                self._count_unread(found, rows, left)
            if rows:
                yield rows

    def _rows(self, maker: ObjectRows, events: Events, found: FoundResource) -> Iterator[Row]:
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

    def _surveyed(self) -> tuple[SpilledMap[date], Counter[str]]:
        """Of each person, the earliest recorded_on among the facts about or involving them; and what of resources is not read."""
        found: SpilledMap[date] = SpilledMap()
        left: Counter[str] = Counter()
        prefix = len(self._maker().key(""))
        for rows in self._others(self._maker(), recording=True, left=left):
            for fact in (fact for row in rows for fact in row.facts):
                for key in fact.records:
                    # In this order: `%252F` is an id with `%2F` in it, and not one with a slash.
                    local = key[prefix:].replace("%2F", "/").replace("%25", "%")
                    on = fact.recorded_on if fact.recorded_on > date.min else self.source.extracted_on
                    found[local] = min(found.get(local, on), on)
        return found, left

    def _count_unread(self, found: FoundResource, rows: list[Row], left: Counter[str]) -> None:
        """Count what was not read of a resource that is kept; one that is not kept is told of as a whole."""
        if found.type in PEOPLE and found.fault is None and not found.deleted:
            kept = any(row.facts for row in self._person(ObjectRows(self.source, found.file), found, {}))
        else:
            kept = any(row.facts for row in rows)
        if kept:
            for name in (f"{found.type} {name}" for name in unread(found.item)):
                left[name if name in left or len(left) < _MOST_NAMES else f"{found.type} others"] += 1

    def _said_of_all(self, left: Counter[str]) -> Iterator[str]:
        """What was read and has no place here, each with its number."""
        for name, count in sorted(self._header.types.items()):
            yield f"{name}: the model has no place for it; {count} set aside"
        by_type: dict[str, list[str]] = {}
        for name, count in sorted(left.items()):
            type_, _, element = name.partition(" ")
            by_type.setdefault(type_, []).append(f"{element} ({count})")
        for type_, names in by_type.items():
            yield f"{type_}: read, and not kept: {', '.join(names)}"


def _identifier(unmet: Unmet) -> str | None:
    return f"nhs={unmet.nhs_number}" if unmet.nhs_number else f"id:{unmet.other_id}" if unmet.other_id else None


def _number(unmet: Unmet | None) -> Content:
    """What somebody is named by, if not by an id alone: all that their record says, and it joins them to whoever has it."""
    if unmet is None or not unmet.identifier:
        return {}
    return {"nhs_number": unmet.nhs_number} if unmet.nhs_number else {"other_ids": [str(unmet.other_id)]}


def open_together(
    paths: Sequence[Path], agency: str | None, extracted_on: date | None
) -> Iterator[tuple[tuple[Path, ...], FhirExtract | RefusedFile]]:
    """Every file checked, and opened with those that it belongs to; or why not."""
    headers: dict[Path, FhirHeader] = {}
    for path in paths:
        try:
            headers[path] = read_header(path)
        except RefusedFile as error:
            yield (path,), error
    for group in _groups(headers, agency, extracted_on):
        whole = FhirHeader()
        for path in group:
            whole.absorb(headers.pop(path))
        try:
            yield group, FhirExtract(group, whole, agency, extracted_on)
        except RefusedFile as error:
            yield group, error


def _groups(headers: Mapping[Path, FhirHeader], agency: str | None, extracted_on: date | None) -> list[tuple[Path, ...]]:
    """Files of one day and one organisation are one extract; those that do not say go with the rest, where that is one."""
    days = {path: None if extracted_on else header.stamped for path, header in headers.items()}
    groups: list[tuple[Path, ...]] = []
    for group in _apart(list(headers), days):
        owners = {path: None if agency else the_one(headers[path].organisations)[0] for path in group}
        groups += map(tuple, _apart(group, owners))
    return groups


def _apart(paths: Sequence[Path], says: Mapping[Path, object]) -> list[list[Path]]:
    stated = list(dict.fromkeys(said for path in paths if (said := says[path]) is not None))
    if len(stated) < 2:
        return [list(paths)] if paths else []
    found = [[path for path in paths if says[path] == each] for each in (*stated, None)]
    return [each for each in found if each]
