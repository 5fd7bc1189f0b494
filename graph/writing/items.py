"""What is written for one version of a fact: a node with its edges, or an edge, as a row of a CREATE text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

import orjson

from graph.facts import Fact, FactKind, Source
from graph.identifiers import address_text, is_no_place, normal_uprn
from graph.model import EDGE_OF_RELATIONSHIP, FACT_NODES
from graph.versions import Sighting, Version
from graph.writing.texts import text

Statement = tuple[str, dict[str, Any]]
EVENTS = frozenset({FactKind.CONTACT, FactKind.CONTACT_PERSON, FactKind.CONCERN, FactKind.STRENGTH, FactKind.SHARE})


@dataclass(slots=True)
class Item:
    """One thing to create. `create` names the text, `type` the label or edge type, `label` that of the parent of a part."""

    kind: FactKind
    create: str
    type: str
    row: dict[str, Any]
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
        return Sighting(self.source.extracted_on, *said, short(self.load), own_day)


def origin_of(source: Source, load: str, past: Iterable[str]) -> Origin:
    """The origin of a load, where `past` are the ids of the other loads of its system."""
    return Origin(source, load, {short(each): each for each in (*past, load)})


def short(load: str) -> str:
    """What tells one load of a system from another, for a place where many stand."""
    return load[:12]


def base_digest(fact: Fact) -> str:
    """Of everything that a fact says but its end (and a recorded_on that was only worked out)."""
    days = (None, None) if fact.recorded_on_defaulted else (fact.on, fact.recorded_on)
    said = [fact.records, *days, fact.parent, sorted(fact.content.items())]
    return _digest(said)


def end_digest(fact: Fact) -> str | None:
    """Of what a fact says of its end, or None where it has none."""
    return None if fact.end is None else _digest([fact.end.day, fact.end.recorded_on, fact.end.says])


def _digest(said: Any) -> str:
    return blake2b(orjson.dumps(said), digest_size=9).hexdigest()


def version_properties(version: Version, origin: Origin) -> dict[str, Any]:
    """What a version carries of where it stands among the others; what is missing is None."""
    first, *later = version.sightings
    return {
        "version": version.version,
        "until": version.until,
        "removed_on": version.removed_on,
        "ended_in": version.ended_in,
        "seen": [_seen(first), *(f"{_seen(each)} {each.load}" for each in later)],
        "load": origin.loads[version.load],
    }


def _seen(sighting: Sighting) -> str:
    worked = f"={sighting.recorded_on}" if sighting.recorded_on else ""
    return sighting.day.isoformat() + worked


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


def properties(fact: Fact, version: Version, origin: Origin) -> dict[str, Any]:
    """All properties of one version of a fact; what is not known is left out."""
    own = {
        "key" if fact.kind is FactKind.PERSON else "id": fact.id,
        **fact.content,
        "agency": origin.source.agency,
        "system": origin.source.system,
        "source": fact.source,
        "recorded_on": version.recorded_on or fact.recorded_on,
        "digest": version.base,
        **version_properties(version, origin),
        **(end_properties(fact) if version.end else {}),
    }
    if fact.on is not None and fact.kind is not FactKind.PERSON:
        own["on" if fact.kind in EVENTS else "start"] = fact.on
    return {name: value for name, value in own.items() if value is not None}


def item_of(fact: Fact, version: Version, origin: Origin, persons: Mapping[str, str], places: Mapping[str, str]) -> Item:
    """The item of one version of a fact; `persons` finds people by record key, `places` addresses by fact id."""
    row: dict[str, Any] = {"properties": properties(fact, version, origin)}
    match fact.kind:
        case FactKind.RELATIONSHIP:
            edge, kind = EDGE_OF_RELATIONSHIP[str(fact.content["kind"])]
            row["properties"] |= {"kind": kind, "from_record": fact.records[0], "to_record": fact.records[1]}
            row |= {"person": persons[fact.records[0]], "other": persons[fact.records[1]]}
            return Item(fact.kind, "create_ties", edge.type, row)
        case FactKind.STAY:
            uprn, place = place_of(fact)
            where = {"record": fact.records[0], "tied": uprn, "place": place}
            row["properties"] |= {name: value for name, value in where.items() if value}
            row |= {"person": persons[fact.records[0]], "place": places[fact.id]}
            return Item(fact.kind, "create_stays", "LIVED_AT", row)
        case FactKind.CONTACT_PERSON:
            row["properties"]["record"] = fact.records[0]
            row |= {"parent": fact.parent, "person": persons[fact.records[0]]}
            return Item(fact.kind, "create_involved", "INVOLVED", row, label="Contact")
        case FactKind.SHARE:
            assert fact.parent_kind is not None
            agency, decision = row["properties"].pop("with_agency"), row["properties"].pop("decision")
            row |= {"parent": fact.parent, "agency": agency}
            type_ = "SHARED_WITH" if decision == "shared" else "WITHHELD_FROM"
            return Item(fact.kind, "create_shares", type_, row, label=FACT_NODES[fact.parent_kind].label)
        case _:
            row |= {"person": persons[fact.records[0]], "record": fact.records[0]}
            return Item(fact.kind, "create_nodes", FACT_NODES[fact.kind].label, row)


def place_of(fact: Fact) -> tuple[str | None, str | None]:
    """The valid UPRN and the normalised text of a stay's address, each None where it has none."""
    address, postcode = str(fact.content.get("address") or ""), str(fact.content.get("postcode") or "")
    place = None if is_no_place(address, postcode) else address_text(address, postcode)
    return normal_uprn(str(fact.content.get("uprn") or "")), place


def create_statements(items: Iterable[Item], agency: str) -> list[Statement]:
    """The statements that create all of these, in an order in which what is needed is there before."""
    by_text: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        by_text[item.create, item.type, item.label].append(item.row)
    statements: list[Statement] = []
    for (create, type_, label), rows in sorted(by_text.items(), key=lambda pair: _ORDER.index(pair[0][0])):
        given = {"rows": rows, "agency": agency}
        if create == "create_nodes":
            statements += [(text(create, label=type_), given), *_referrals(type_, rows)]
        elif create == "create_shares":
            statements.append((text(create, label=label, type=type_), given))
            if type_ == "SHARED_WITH":
                statements.append((text("flag_shared", label=label), given))
        else:
            statements.append((text(create, type=type_), given))
    return statements


_ORDER = ["create_records", "create_nodes", "create_ties", "create_stays", "create_involved", "create_shares"]


def _referrals(label: str, rows: list[dict[str, Any]]) -> list[Statement]:
    own = [row["properties"] for row in rows if row["properties"].get("referred_to")]
    if label != "Contact" or not own:
        return []
    passed = [{"id": each["id"], "version": each["version"], "agency": each["referred_to"]} for each in own]
    return [(text("create_referrals"), {"rows": passed})]


def on_every_version(items: Iterable[Item], versions: Mapping[tuple[str, str], Sequence[date]]) -> list[Item]:
    """The same items, those that are parts of a record once for each of its versions, found by label and id."""
    found: list[Item] = []
    for item in items:
        if not item.label:
            found.append(item)
        for version in versions[item.label, item.row["parent"]] if item.label else ():
            found.append(Item(item.kind, item.create, item.type, item.row | {"version": version}, item.label))
    return found


def as_day(value: Any) -> date | None:
    """A date as the driver gives it, as Python's own."""
    return None if value is None else date(value.year, value.month, value.day)
