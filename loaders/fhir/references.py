"""Which person a reference means: one that these files describe, one of an earlier load, or one that is named and no more."""

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, MutableSet
from dataclasses import dataclass, field
from datetime import date

from graph.dates import PartialDate, age_on
from graph.identity.identifiers import valid_nhs_number
from graph.spill import SpilledMap, SpilledSet
from graph.vocabulary import Part
from loaders.fhir.codes import NHS_NUMBER
from loaders.json_files.items import JsonObject, ident, words

PEOPLE = ("Patient", "RelatedPerson")
_REFERENCE = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/([^/#?]+)(?:/_history/[^/]+)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says: `Type/id` or an address; the type of what it means; and its identifiers, each `system|value`."""

    said: str
    type: str = ""
    identifiers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.said or ", ".join(self.identifiers) or "a reference that names nobody"


@dataclass(frozen=True, slots=True)
class Unmet:
    """A person whom references name and no resource describes: by their own id, else by an `identifier` (`system|value`)."""

    local: str
    type: str
    identifier: str = ""

    @property
    def nhs_number(self) -> str | None:
        """The NHS number by which they are named."""
        system, _, value = self.identifier.partition("|")
        return value if system == NHS_NUMBER else None

    @property
    def other_id(self) -> str | None:
        """Any other identifier by which they are named, as `scheme=value`."""
        return self.identifier.replace("|", "=", 1) if self.identifier and self.nhs_number is None else None


@dataclass(slots=True)
class People:
    """Which person a reference means: by the address of an entry, by type and id, and by identifier.

    Beside that, by local id, when they were born, and what part a related person has in a contact. Memory: little, of however
    many people: what is more is on the disk.
    """

    by_address: MutableMapping[str, str] = field(default_factory=SpilledMap)
    by_identifier: MutableMapping[str, str | None] = field(default_factory=SpilledMap)
    known: MutableSet[str] = field(default_factory=SpilledSet)
    born: MutableMapping[str, PartialDate] = field(default_factory=SpilledMap)
    parts: MutableMapping[str, Part] = field(default_factory=SpilledMap)
    mentions: MutableMapping[str, Reference] = field(default_factory=SpilledMap)

    def add(self, local: str, address: str, identifiers: Iterable[str]) -> None:
        """Someone that the files describe; an identifier that two have means neither, unless one of them comes first."""
        self.known.add(local)
        if address:
            self.by_address[address] = local
        for each in identifiers:
            self.by_identifier[each] = _the_one(self.by_identifier.get(each, local), local)

    def absorb(self, other: "People") -> None:
        """Add everybody whom another file describes, and whom it names."""
        self.by_address.update(other.by_address)
        for identifier, local in other.by_identifier.items():
            known = self.by_identifier.get(identifier, local)
            self.by_identifier[identifier] = _the_one(known, local) if local else None
        self.known |= other.known
        self.born.update(other.born)
        self.parts.update(other.parts)
        self.mentions.update(other.mentions)

    def mention(self, references: Iterable[Reference]) -> None:
        """That these are named somewhere."""
        self.mentions.update({repr(each): each for each in references})

    def is_under(self, local: str, age: int, on: date) -> bool:
        """Whether somebody was younger than that on a day; of one without a date of birth, yes: the record is a child's
        (docs/adr/0023)."""
        born = self.born.get(local)
        return born is None or age_on(born.day, on) < age

    def unmet(self) -> Mapping[str, Unmet]:
        """By local id, everybody who is named and whom no file describes."""
        others = (each for each in self.mentions.values() if not each.said.startswith("#") and not self._described(each))
        unmet: SpilledMap[Unmet] = SpilledMap()
        for named in map(named_only, others):
            if named:
                unmet[named.local] = named
        return unmet

    def meant(self, item: JsonObject, container: str) -> str | None:
        """The local id of the person that a reference names; None where it names nobody that can be. Raises JsonItemError."""
        reference = reference_of(item)
        if reference.said.startswith("#"):
            inside = f"{container.partition('#')[0]}{reference.said}"
            return inside if inside in self.known else None
        if found := self._described(reference):
            return found
        named = named_only(reference)
        return named.local if named else None

    def is_patient(self, local: str) -> bool:
        """Whether a local id is a patient's."""
        return local not in self.parts and not local.startswith("RelatedPerson:")

    def _described(self, reference: Reference) -> str | None:
        ways = [
            self.by_address.get(reference.said),
            local_of(reference.said),
            *map(self.by_identifier.get, reference.identifiers),
        ]
        return next((local for local in ways if local in self.known), None)


def named_only(reference: Reference) -> Unmet | None:
    """Whom a reference names, where nothing describes them; None where it may be of something that is no person."""
    local, type_ = local_of(reference.said), type_in(reference.said) or reference.type
    if local or type_ not in (*PEOPLE, ""):
        return Unmet(local, type_) if type_ in PEOPLE else None
    for identifier in sorted(reference.identifiers, key=lambda each: not each.startswith(NHS_NUMBER)):
        system, _, value = identifier.partition("|")
        if system == NHS_NUMBER and valid_nhs_number(value):
            return Unmet(f"{type_ or 'Patient'}:nhs-number:{value}", type_ or "Patient", identifier)
        if type_ and system != NHS_NUMBER:
            return Unmet(f"{type_}:{identifier}", type_, identifier)
    if type_ and reference.said.startswith("urn:"):
        return Unmet(f"{type_}:{reference.said.rpartition(':')[2]}", type_)
    return None


def reference_of(item: JsonObject) -> Reference:
    """What a reference says; raises JsonItemError."""
    said, type_ = item.read("reference", words) or "", item.read("type", words) or ""
    return Reference(said, type_.rpartition("/")[2], tuple(identifiers_in(item)))


def identifiers_in(item: JsonObject) -> Iterator[str]:
    """The identifiers of an element that say their system, as `system|value`; raises JsonItemError."""
    for each in item.inner("identifier"):
        system, value = each.read("system", ident), each.read("value", ident)
        if each.said("use") == "old":
            continue
        if system == NHS_NUMBER and value:
            yield f"{system}|{valid_nhs_number(value) or value}"
        elif system and value:
            yield f"{system}|{value}"


def _the_one(known: str | None, local: str) -> str | None:
    """Of two with one identifier: a patient before somebody related, one by itself before one in another; else None."""
    if known is None or known == local:
        return known
    ranks = {each: ("#" in each, each.startswith("RelatedPerson:")) for each in (known, local)}
    if ranks[known] == ranks[local]:
        return known if "#" in known else None
    return min(ranks, key=lambda each: ranks[each])


def local_of(reference: str) -> str:
    """`Type:id` of a reference `Type/id` or of an address that ends so; blank where it is neither."""
    found = _REFERENCE.fullmatch(reference)
    return f"{found[1]}:{found[2]}" if found else ""


def type_in(reference: str) -> str:
    """The type that a reference names; blank where it does not."""
    return local_of(reference).partition(":")[0]
