"""What is written for one version of a fact: a node with its edges, or an edge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson

from graph.dates import FIRST_DAY
from graph.facts import Fact, FactKind, Source, placeholder
from graph.identity.identifiers import address_text, is_no_place, normal_uprn, person_id
from graph.model import EDGE_OF_RELATIONSHIP, FACT_NODES
from graph.versions import Sighting, Version
from graph.vocabulary import Role

Statement = tuple[str, dict[str, Any]]
EVENTS = frozenset({FactKind.CONTACT, FactKind.CONTACT_PERSON, FactKind.CONCERN, FactKind.STRENGTH, FactKind.SHARE})


VERSION_PROPERTIES = ("agency", "system", "load", "version", "until", "removed_on", "ended_in", "seen")
"""The properties that say whose a version is and where it stands among the others: most versions of a batch have the same."""


@dataclass(slots=True)
class PendingWrite:
    """One thing to create. `type` is its label or edge type, `label` that of the record that a part belongs to.

    `ends` are what it hangs on: of a node the person and the record it came with, of a tie person and person or place, of a part
    the record's id and the person or agency. `says` are its properties but VERSION_PROPERTIES, whose values are `stands`.
    """

    kind: FactKind
    type: str
    ends: tuple[Any, ...]
    says: dict[str, Any]
    stands: tuple[Any, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What every row of one load has in common; `loads` finds every load of this system by its short id."""

    source: Source
    load: str
    loads: Mapping[str, str]

    def sighting(self, fact: Fact) -> Sighting:
        """That this load's extract has the fact, and what it says, as digests."""
        worked_out = fact.recorded_on if fact.recorded_on_defaulted else None
        own_day = fact.recorded_on if fact.kind is FactKind.PERSON else fact.on
        said = base_digest(fact), end_digest(fact), worked_out
        return Sighting(self.source.extracted_on, *said, short(self.load), own_day, self.source.correction)


def origin_of(source: Source, load: str, past: Iterable[str]) -> Origin:
    """The origin of a load, where `past` are the ids of the other loads of its system."""
    return Origin(source, load, {short(each): each for each in (*past, load)})


def short(load: str) -> str:
    """What tells one load of a system from another, for a place where many stand."""
    return load[:12]


def size_of(fact: Fact) -> int:
    """How many bytes all that a fact says is, about."""
    return len(orjson.dumps(fact.content, default=str))


def base_digest(fact: Fact) -> str:
    """Of everything that a fact says but its end (and a recorded_on that was only worked out)."""
    # A day that was only worked out may be another in the next extract, and must not make a version (docs/adr/0035).
    days = (None, None) if fact.recorded_on_defaulted else (fact.on, fact.recorded_on)
    said = [fact.records, *days, fact.parent, sorted(fact.content.items())]
    return _digest(said)


def placeholder_digests(fact: Fact) -> frozenset[str]:
    """What a placeholder for this record would say, in each role; nothing but records of people has any."""
    if fact.kind is not FactKind.PERSON:
        return frozenset()
    return frozenset(base_digest(placeholder(fact.id, fact.source, role, FIRST_DAY)) for role in Role)


def end_digest(fact: Fact) -> str | None:
    """Of what a fact says of its end, or None where it has none."""
    return None if fact.end is None else _digest([fact.end.day, fact.end.recorded_on, fact.end.says])


def _digest(said: Any) -> str:
    return blake2b(orjson.dumps(said), digest_size=9).hexdigest()


def version_properties(version: Version, origin: Origin) -> dict[str, Any]:
    """What a version carries of where it stands among the others; what is missing is None."""
    return dict(zip(VERSION_PROPERTIES[2:], version_values(version, origin)[2:], strict=True))


def version_values(version: Version, origin: Origin) -> tuple[Any, ...]:
    """The values of VERSION_PROPERTIES of a version."""
    first, *later = version.sightings
    seen = (_seen(first), *(f"{_seen(each)} {each.load}" for each in later))
    source, load = origin.source, origin.loads[version.load]
    return source.agency, source.system, load, version.version, version.until, version.removed_on, version.ended_in, seen


def _seen(sighting: Sighting) -> str:
    worked = f"={sighting.recorded_on}" if sighting.recorded_on else ""
    corrected = f"+{sighting.correction}" if sighting.correction else ""
    return sighting.day.isoformat() + corrected + worked


def version_of(item: PendingWrite) -> Any:
    """Of an item's `stands`, its version."""
    return item.stands[VERSION_PROPERTIES.index("version")]


def split_properties(stored: dict[str, Any]) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """The properties of a stored version, as an item's `says` and `stands`."""
    says = {name: value for name, value in stored.items() if name not in VERSION_PROPERTIES}
    return says, tuple(tuple(value) if isinstance(value, list) else value for value in map(stored.get, VERSION_PROPERTIES))


def end_properties(fact: Fact) -> dict[str, Any]:
    """What a fact says of its end, as properties; none where it has none."""
    if fact.end is None:
        return {}
    return {
        "end": fact.end.day,
        "end_recorded_on": fact.end.recorded_on,
        "end_digest": end_digest(fact),
        **dict(fact.end.says),
    }


def properties_of(fact: Fact, version: Version) -> dict[str, Any]:
    """What one version of a fact says, by property; what is not known may be None."""
    says = {
        "key" if fact.kind is FactKind.PERSON else "id": fact.id,
        **fact.content,
        "source": fact.source,
        "recorded_on": version.recorded_on or fact.recorded_on,
        "digest": version.base,
    }
    if fact.kind is FactKind.PERSON:
        says["uuid"] = person_id(fact.id)
    if version.end:
        says |= end_properties(fact)
    if fact.on is not None and fact.kind is not FactKind.PERSON:
        says["on" if fact.kind in EVENTS else "start"] = fact.on
    return says


def pending_write(
    fact: Fact, version: Version, origin: Origin, persons: Mapping[str, str], places: Mapping[str, str]
) -> PendingWrite:
    """The item of one version of a fact; `persons` finds people by record key, `places` addresses by fact id."""
    says, stands = properties_of(fact, version), version_values(version, origin)
    match fact.kind:
        case FactKind.RELATIONSHIP:
            edge, kind = EDGE_OF_RELATIONSHIP[str(fact.content["kind"])]
            says |= {"kind": kind, "from_record": fact.records[0], "to_record": fact.records[1]}
            return PendingWrite(fact.kind, edge.type, (persons[fact.records[0]], persons[fact.records[1]]), says, stands)
        case FactKind.STAY:
            uprn, place = place_of(fact)
            says |= {"record": fact.records[0], "tied": uprn, "place": place}
            return PendingWrite(fact.kind, "LIVED_AT", (persons[fact.records[0]], places[fact.id]), says, stands)
        case FactKind.CONTACT_PERSON:
            says["record"] = fact.records[0]
            return PendingWrite(fact.kind, "INVOLVED", (fact.parent, persons[fact.records[0]]), says, stands, label="Contact")
        case FactKind.SHARE:
            assert fact.parent_kind is not None
            agency, decision = says.pop("with_agency"), says.pop("decision")
            type_ = "SHARED_WITH" if decision == "shared" else "WITHHELD_FROM"
            return PendingWrite(fact.kind, type_, (fact.parent, agency), says, stands, label=FACT_NODES[fact.parent_kind].label)
        case FactKind.PERSON:
            return PendingWrite(fact.kind, "PersonRecord", (), says, stands)
        case _:
            return PendingWrite(fact.kind, FACT_NODES[fact.kind].label, (persons[fact.records[0]], fact.records[0]), says, stands)


def place_of(fact: Fact) -> tuple[str | None, str | None]:
    """The valid UPRN and the normalised text of a stay's address, each None where it has none."""
    address, postcode = str(fact.content.get("address") or ""), str(fact.content.get("postcode") or "")
    place = None if is_no_place(address, postcode) else address_text(address, postcode)
    return normal_uprn(str(fact.content.get("uprn") or "")), place


@lru_cache(maxsize=65536)
def as_day(value: Any) -> date | None:
    """A date as the driver gives it, as Python's own."""
    return None if value is None else date(value.year, value.month, value.day)
