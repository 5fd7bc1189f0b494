"""What resources are made of: codes, extensions, periods, identifiers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.dates import PartialDate
from graph.facts import Content
from loaders.checks.impossible_orders import flag, too_early
from loaders.extract import Row
from loaders.fhir.codes import NHS_NUMBER
from loaders.json_files.items import JsonItemError, JsonObject, day, ident, partial, words
from loaders.json_files.rows import ObjectRows


@dataclass(frozen=True, slots=True)
class Coding:
    """One code, or the words that stand for one: `system` and `code` may be blank."""

    system: str
    code: str
    said: str


def codings(item: JsonObject, name: str) -> list[Coding]:
    """The codes of an element (a CodeableConcept, a Coding, or a list of either), then its own words; raises JsonItemError."""
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


def extensions(item: JsonObject, url: str) -> Iterator[JsonObject]:
    """The extensions of an element with that address."""
    return (each for each in item.inner("extension") if each.said("url") == url)


@dataclass(frozen=True, slots=True)
class FhirPeriod:
    """From when to when, as far as it says. An end before the start is not its end: that is `early`, with why it is rejected."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    early: tuple[date, JsonItemError] | None = None

    def rejected(self, maker: ObjectRows, table: str, content: Content) -> list[Row]:
        """The reject of an end before the start, by itself; the content of the fact says that there was one."""
        if self.early is None:
            return []
        end, fault = self.early
        flag(content, "period.end", end)
        return [maker.refused(f"{table}.period.end", fault)]


def period_of(item: JsonObject, name: str = "period") -> FhirPeriod:
    """A period; raises JsonItemError where a date is none."""
    for each in item.inner(name):
        start, end = each.read("start", partial), each.read("end", last)
        if start and end and end.last_day < start.day:
            return FhirPeriod(start, None, (end.day, each.fault("end", too_early("period.end", end.day, start.day))))
        return FhirPeriod(start, end)
    return FhirPeriod()


def last(text: str) -> PartialDate:
    """A date that may be partial, of which the last day stands in; raises InvalidInput."""
    found = partial(text)
    return PartialDate(found.last_day, found.precision)


def updated(item: JsonObject) -> date | None:
    """The day on which a resource was last changed, where it says so."""
    try:
        return next((each.read("lastUpdated", day) for each in item.inner("meta")), None)
    except JsonItemError:
        return None


def is_restricted(item: JsonObject) -> bool:
    """Whether its security labels say restricted (R) or very restricted (V)."""
    labels = [each for meta in item.inner("meta") for each in codings(meta, "security")]
    return any(each.code in ("R", "V") for each in labels)


def nhs_numbers(item: JsonObject) -> list[str]:
    """The NHS numbers among its identifiers, as given, but for former ones."""
    return [found for each in _with_nhs_number(item) if each.said("use") != "old" and (found := each.read("value", ident))]


def former_nhs_numbers(item: JsonObject) -> list[str]:
    """The NHS numbers that it had before."""
    return [found for each in _with_nhs_number(item) if each.said("use") == "old" and (found := each.read("value", ident))]


def _with_nhs_number(item: JsonObject) -> list[JsonObject]:
    return [each for each in item.inner("identifier") if each.said("system").strip() == NHS_NUMBER]


def stated(name: str, said: Iterable[Coding], but: str | None = None) -> list[str]:
    """What codes say, each as `name=words (code)`; but for those that only say `but`."""
    found = [f"{each.said} ({each.code})" if each.said and each.code else each.said or each.code for each in said]
    return [f"{name}={each}" for each in dict.fromkeys(found) if each and each != but]
