"""Whose a file is, of which day, and whom it describes: from the first reading of the whole of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import Source
from graph.vocabulary import AgencyKind, Outcome
from loaders.fhir.codes import ENCOUNTERS
from loaders.fhir.finding import PEOPLE, Found, resources
from loaders.fhir.relationships import part_of
from loaders.fhir.resources import People, local_of, nhs_numbers, updated
from loaders.fhir.systems import ALWAYS, ODS_CODE, READ
from loaders.files.regular import open_file
from loaders.json_files.items import Fault, Item, day, ident, partial, safe, shown, words
from loaders.json_files.naming import day_in_name

SYSTEM = "fhir"
_NO_DAY = date(2100, 1, 1)


@dataclass(slots=True)
class Header:
    """What was found in the first reading; `kept_by` has, by each reference to an appointment, the encounter that came of it."""

    people: People = field(default_factory=People)
    organisations: dict[str, str] = field(default_factory=dict)
    stamped: date | None = None
    newest: date | None = None
    rows: int = 0
    resources: int = 0
    kept_by: dict[str, str] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

    def enter(self, found: Found) -> None:
        """Add what one resource says."""
        if found.bundle:
            self.stamped = _later(self.stamped, _day_of(found.item, "timestamp") or updated(found.item))
            return
        self.rows += 1
        if found.fault is not None or found.deleted:
            return
        self.resources += 1
        self.newest = _later(self.newest, updated(found.item))
        if found.type not in READ:
            self.types[found.type] += 1
            return
        self.unread.update(f"{found.type}.{safe(name)}" for name in found.item.value.keys() - READ[found.type] - ALWAYS)
        for code, name in _organisations(found):
            self.organisations[code] = self.organisations.get(code) or name
        if found.type in PEOPLE:
            self._person(found)
        elif found.type == "Encounter":
            self.kept_by |= dict.fromkeys(_kept(found), found.local)

    def _person(self, found: Found) -> None:
        try:
            numbers = nhs_numbers(found.item)
        except Fault:
            numbers = []
        self.people.add(found.local, found.address, numbers)
        try:
            if born := found.item.read("birthDate", partial):
                self.people.born[found.local] = born
        except Fault:
            pass
        if found.type == "RelatedPerson":
            self.people.parts[found.local] = part_of(found.item)

    def notes(self) -> Iterator[str]:
        """What was read and has no place here, each with its number."""
        for name, count in sorted(self.types.items()):
            if name != "Organization":
                yield f"{name}: the model has no place for it; {count} set aside"
        for name, count in sorted(self.unread.items()):
            yield f"{name}: not read; it stands {count} times"


def read_header(path: Path) -> Header:
    """Read the whole file once; raises RefusedFile where it is neither JSON nor XML, or nothing in it is a resource."""
    header, bundles = Header(), 0
    for found in resources(path):
        header.enter(found)
        bundles += found.bundle
    if not header.resources and not bundles:
        raise RefusedFile(f"{path.name}: expected FHIR resources, each with its resourceType; found none")
    return header


def source_of(path: Path, header: Header, agency: str | None, extracted_on: date | None) -> Source:
    """The source of a file; raises RefusedFile where it cannot be told whose it is or of when.

    It is as of the day that the caller gives, else of its bundle's timestamp, else of the newest meta.lastUpdated, else the day
    in its file's name. It never says that it is all there is: it is partial, and removes only what it names as deleted or
    entered in error.
    """
    code, name = _the_one(header.organisations)
    if not (agency or code):
        found = ", ".join(sorted(header.organisations)) or "none"
        what = "expected one organisation with an ODS code (managingOrganization, or Organization)"
        raise RefusedFile(f"{path.name}: {what}, found {found}; name the agency with --agency")
    made = extracted_on or header.stamped or header.newest or day_in_name(path.name)
    if made is None:
        what = "it does not say when it was made (no timestamp, no meta.lastUpdated); give it with --extracted-on"
        raise RefusedFile(f"{path.name}: {what}")
    owner = agency or f"ods-{code}"
    return Source(owner, owner if agency else name or owner, AgencyKind.HEALTH.value, SYSTEM, made, partial=True)


def files_of(path: Path) -> tuple[tuple[str, str], ...]:
    """The name of the file and its SHA-256."""
    with open_file(path) as stream:
        return ((path.name, file_digest(stream, "sha256").hexdigest()),)


def _the_one(organisations: dict[str, str]) -> tuple[str | None, str]:
    return next(iter(organisations.items())) if len(organisations) == 1 else (None, "")


def _organisations(found: Found) -> Iterator[tuple[str, str]]:
    """The ODS code and name of the organisation that a resource is, or that manages a patient."""
    try:
        if found.type == "Organization":
            named = [(found.item, found.item.read("name", words) or "")]
        else:
            named = [(each, each.read("display", words) or "") for each in found.item.inner("managingOrganization")]
        for item, name in named:
            for each in item.inner("identifier"):
                code = each.read("value", ident)
                if code and shown(each.value.get("system")).strip() == ODS_CODE:
                    yield code, name
    except Fault:
        return


def _kept(found: Found) -> Iterator[str]:
    """The appointments, as they are referred to, that an encounter says were kept."""
    if ENCOUNTERS.get(shown(found.item.value.get("status")).upper()) is not Outcome.ATTENDED:
        return
    try:
        for each in found.item.inner("appointment"):
            said = each.read("reference", words) or ""
            yield local_of(said) or said
    except Fault:
        return


def _day_of(item: Item, name: str) -> date | None:
    try:
        return item.read(name, day)
    except Fault:
        return None


def _later(one: date | None, other: date | None) -> date | None:
    return max((each for each in (one, other) if each and each < _NO_DAY), default=None)
