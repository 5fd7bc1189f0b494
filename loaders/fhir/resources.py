"""What resources are made of: codes, references, extensions, periods; and which resource is which."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.dates import PartialDate, age_on
from graph.facts import Content
from graph.vocabulary import Part
from loaders.extract import Row
from loaders.fhir.systems import NHS_NUMBER
from loaders.json_files.items import Fault, Item, day, ident, partial, shown, words
from loaders.json_files.making import Maker
from loaders.orders import flag, too_early

_REFERENCE = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/([^/#?]+)(?:/_history/[^/]+)?")


@dataclass(frozen=True, slots=True)
class Coding:
    """One code, or the words that stand for one: `system` and `code` may be blank."""

    system: str
    code: str
    said: str


def codings(item: Item, name: str) -> list[Coding]:
    """The codes of an element (a CodeableConcept, a Coding, or a list of either), then its own words; raises Fault."""
    found: list[Coding] = []
    for concept in item.inner(name):
        inner = concept.inner("coding") or ([concept] if "code" in concept.value else [])
        for each in inner:
            texts = [each.read(part, words) or "" for part in ("system", "code", "display")]
            found.append(Coding(*texts))
        if text := concept.read("text", words):
            found.append(Coding("", "", text))
    return found


def spoken(found: Iterable[Coding]) -> str | None:
    """What codes say, in words: the first that has any, else the first code."""
    given = list(found)
    return next((each.said for each in given if each.said), None) or next((each.code for each in given if each.code), None)


def plain(text: str) -> str:
    """Words in small letters, punctuation and runs of spaces one space."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def extensions(item: Item, url: str) -> Iterator[Item]:
    """The extensions of an element with that address."""
    return (each for each in item.inner("extension") if shown(each.value.get("url")) == url)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, as far as it says. An end before the start is not its end: that is `early`, with why it is rejected."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    early: tuple[date, Fault] | None = None

    def rejected(self, maker: Maker, table: str, content: Content) -> list[Row]:
        """The reject of an end before the start, by itself; the content of the fact says that there was one."""
        if self.early is None:
            return []
        end, fault = self.early
        flag(content, "period.end", end)
        return [maker.refused(f"{table}.period.end", fault)]


def period_of(item: Item, name: str = "period") -> Period:
    """A period; raises Fault where a date is none."""
    for each in item.inner(name):
        start, end = each.read("start", partial), each.read("end", last)
        if start and end and end.last_day < start.day:
            return Period(start, None, (end.day, each.fault("end", too_early("period.end", end.day, start.day))))
        return Period(start, end)
    return Period()


def last(text: str) -> PartialDate:
    """A date that may be partial, of which the last day stands in; raises InvalidInput."""
    found = partial(text)
    return PartialDate(found.last_day, found.precision)


def updated(item: Item) -> date | None:
    """The day on which a resource was last changed, where it says so."""
    try:
        return next((each.read("lastUpdated", day) for each in item.inner("meta")), None)
    except Fault:
        return None


def is_restricted(item: Item) -> bool:
    """Whether its security labels say restricted (R) or very restricted (V)."""
    labels = [each for meta in item.inner("meta") for each in codings(meta, "security")]
    return any(each.code in ("R", "V") for each in labels)


def nhs_numbers(item: Item) -> list[str]:
    """The NHS numbers among its identifiers, as given."""
    given = [each for each in item.inner("identifier") if shown(each.value.get("system")).strip() == NHS_NUMBER]
    return [found for each in given if (found := each.read("value", ident))]


def former_nhs_numbers(item: Item) -> list[str]:
    """Those that the file itself calls old."""
    given = [each for each in item.inner("identifier") if shown(each.value.get("system")).strip() == NHS_NUMBER]
    old = [each for each in given if shown(each.value.get("use")) == "old"]
    return [found for each in old if (found := each.read("value", ident))]


@dataclass(slots=True)
class People:
    """Which person a reference means: by the address of an entry, by type and id, and by NHS number.

    Beside that, by local id, when they were born, and what part a related person has in a contact.
    """

    by_address: dict[str, str] = field(default_factory=dict)
    by_number: dict[str, str | None] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    born: dict[str, PartialDate] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)

    def add(self, local: str, address: str, numbers: Iterable[str]) -> None:
        """Someone that the file describes; an NHS number that two have means neither, unless one is inside another."""
        self.known.add(local)
        if address:
            self.by_address[address] = local
        for number in numbers:
            self.by_number[number] = _the_one(self.by_number.get(number, local), local)

    def is_under(self, local: str, age: int, on: date) -> bool:
        """Whether somebody was younger than that on a day; of one without a date of birth, yes: the record is a child's."""
        born = self.born.get(local)
        return born is None or age_on(born.day, on) < age

    def meant(self, reference: Item, container: str) -> str | None:
        """The local id of the person that a reference names; None where the file has no such person. Raises Fault."""
        said = reference.read("reference", words) or ""
        if said.startswith("#"):
            inside = f"{container}{said}"
            return inside if inside in self.known else None
        named = [self.by_address.get(said), local_of(said), *(self.by_number.get(each) for each in nhs_numbers(reference))]
        return next((local for local in named if local in self.known), None)


def _the_one(known: str | None, local: str) -> str | None:
    """Of two with one NHS number, the one that stands by itself; None where both do."""
    if known is None or known == local or "#" in local:
        return known
    return local if "#" in known else None


def local_of(reference: str) -> str:
    """`Type:id` of a reference `Type/id` or of an address that ends so; blank where it is neither."""
    found = _REFERENCE.fullmatch(reference)
    return f"{found[1]}:{found[2]}" if found else ""


def type_in(reference: str) -> str:
    """The type that a reference names; blank where it does not."""
    return local_of(reference).partition(":")[0]
