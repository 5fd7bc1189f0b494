"""Whose files are, of which day, and whom they describe: from the first reading of the whole of each."""

from collections import Counter
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import Source
from graph.spill import SpilledMap
from graph.vocabulary import AgencyKind, Outcome
from loaders.fhir.codes import ENCOUNTERS, ODS_CODE, READ
from loaders.fhir.corrections import correction_in
from loaders.fhir.discovery import FoundResource, resources
from loaders.fhir.references import PEOPLE, People, Reference, identifiers_in, local_of, reference_of
from loaders.fhir.relationships import part_of
from loaders.fhir.resources import updated
from loaders.files.regular import open_file
from loaders.json_files.file_names import day_in_name
from loaders.json_files.items import JsonItemError, JsonObject, day, ident, partial, words

SYSTEM = "fhir"
_NO_DAY = date(2100, 1, 1)
_MOST_TYPES, _OTHERS = 1000, "others"


@dataclass(slots=True)
class FhirHeader:
    """What was found in the first reading of a file, or of several.

    `stamped` is the day that a bundle says it was made on; `kept_by` has, by each reference to an appointment, the encounter that
    came of it.
    """

    people: People = field(default_factory=People)
    organisations: dict[str, str] = field(default_factory=dict)
    stamped: date | None = None
    newest: date | None = None
    rows: int = 0
    resources: int = 0
    bundles: int = 0
    correction: int = 0
    kept_by: MutableMapping[str, str] = field(default_factory=SpilledMap)
    types: Counter[str] = field(default_factory=Counter)

    def enter(self, found: FoundResource) -> None:
        """Add what one resource says."""
        if found.bundle:
            self.bundles += 1
            self.stamped = _later(self.stamped, _day_of(found.item, "timestamp") or updated(found.item))
            self.correction = max(self.correction, correction_in(found.file, found.item))
            return
        self.rows += 1
        if found.fault is not None or found.deleted:
            return
        self.resources += 1
        self.newest = _later(self.newest, updated(found.item))
        if found.type not in READ:
            self.types[found.type if found.type in self.types or len(self.types) < _MOST_TYPES else _OTHERS] += 1
            return
        for code, name in _organisations(found):
            self.organisations[code] = self.organisations.get(code) or name
        self.people.mention(_mentions(found))
        if found.type in PEOPLE:
            self._person(found)
        elif found.type == "Encounter":
            self.kept_by.update(dict.fromkeys(appointments_kept(found), found.local))

    def absorb(self, other: "FhirHeader") -> None:
        """Add what was found in another file."""
        self.people.absorb(other.people)
        for code, name in other.organisations.items():
            self.organisations[code] = self.organisations.get(code) or name
        self.stamped, self.newest = _later(self.stamped, other.stamped), _later(self.newest, other.newest)
        self.rows += other.rows
        self.resources += other.resources
        self.bundles += other.bundles
        self.correction = max(self.correction, other.correction)
        self.kept_by.update(other.kept_by)
        self.types.update(other.types)

    def _person(self, found: FoundResource) -> None:
        try:
            identifiers = list(identifiers_in(found.item))
        except JsonItemError:
            identifiers = []
        self.people.add(found.local, found.address, identifiers)
        try:
            if born := found.item.read("birthDate", partial):
                self.people.born[found.local] = born
        except JsonItemError:
            pass
        if found.type == "RelatedPerson":
            self.people.parts[found.local] = part_of(found.item)


def read_header(path: Path) -> FhirHeader:
    """Read the whole file once; raises RefusedFile where it is neither JSON nor XML, or nothing in it is a resource."""
    header = FhirHeader()
    for found in resources(path):
        header.enter(found)
    if not header.resources and not header.bundles:
        raise RefusedFile(f"{path.name}: expected FHIR resources, each with its resourceType; found none")
    return header


def source_of(paths: Sequence[Path], header: FhirHeader, agency: str | None, extracted_on: date | None) -> Source:
    """The source of these files; raises RefusedFile where it cannot be told whose they are or of when.

    They are as of the day that the caller gives, else of their bundles' timestamp, else of the newest meta.lastUpdated, else the
    last day in the name of one. They never say that they are all there is: they are partial, and remove only what they name as
    deleted or entered in error.
    """
    names = paths[0].name if len(paths) == 1 else f"{paths[0].parent.name} ({paths[0].name} and {len(paths) - 1} more)"
    code, name = the_one(header.organisations)
    if not (agency or code):
        owners = ", ".join(sorted(header.organisations)) or "none"
        what = "expected one organisation with an ODS code (managingOrganization, or Organization)"
        raise RefusedFile(f"{names}: {what}, found {owners}; name the agency with --agency")
    in_names = max((found for each in paths if (found := day_in_name(each.name))), default=None)
    made = extracted_on or header.stamped or header.newest or in_names
    if made is None:
        what = "it does not say when it was made (no timestamp, no meta.lastUpdated); give it with --extracted-on"
        raise RefusedFile(f"{names}: {what}")
    owner = agency or f"ods-{code}"
    named = owner if agency else name or owner
    return Source(owner, named, AgencyKind.HEALTH.value, SYSTEM, made, partial=True, correction=header.correction)


def file_of(path: Path, name: str) -> tuple[str, str]:
    """What a file is called, and its SHA-256; raises RefusedFile where it cannot be read."""
    try:
        with open_file(path) as stream:
            return name, file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise RefusedFile(f"{path.name}: expected a file, found none that can be read: {error.strerror or error}") from error


def the_one(organisations: dict[str, str]) -> tuple[str | None, str]:
    """The code and name of the one organisation; nothing where there are none or several."""
    return next(iter(organisations.items())) if len(organisations) == 1 else (None, "")


def _mentions(found: FoundResource) -> Iterator[Reference]:
    """Every reference of a resource to somebody who may be a person."""
    try:
        for name in ("patient", "subject"):
            yield from map(reference_of, found.item.inner(name))
        for each in found.item.inner("participant"):
            for name in ("actor", "individual"):
                yield from map(reference_of, each.inner(name))
    except JsonItemError:
        return


def _organisations(found: FoundResource) -> Iterator[tuple[str, str]]:
    """The ODS code and name of the organisation that a resource is, or that manages a patient."""
    try:
        if found.type == "Organization":
            named = [(found.item, found.item.read("name", words) or "")]
        else:
            named = [(each, each.read("display", words) or "") for each in found.item.inner("managingOrganization")]
        for item, name in named:
            for each in item.inner("identifier"):
                code = each.read("value", ident)
                if code and each.said("system").strip() == ODS_CODE:
                    yield code, name
    except JsonItemError:
        return


def appointments_kept(found: FoundResource) -> Iterator[str]:
    """The appointments, as they are referred to, that an encounter says were kept."""
    if ENCOUNTERS.get(found.item.said("status").upper()) is not Outcome.ATTENDED:
        return
    try:
        for each in found.item.inner("appointment"):
            said = each.read("reference", words) or ""
            yield local_of(said) or said
    except JsonItemError:
        return


def _day_of(item: JsonObject, name: str) -> date | None:
    try:
        return item.read(name, day)
    except JsonItemError:
        return None


def _later(one: date | None, other: date | None) -> date | None:
    return max((each for each in (one, other) if each and each < _NO_DAY), default=None)
