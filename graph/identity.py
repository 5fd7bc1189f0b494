"""Whether records are one person: a pure reading of what identifiers say with certainty, and of what people decided.

Definition: the agency extract's "Whether two records are one person". Certain: the same valid NHS number, UPN or `scheme=value`.
A group in which any two records contradict each other is not joined by identifiers at all; its pairs wait for somebody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.identifiers import person_id, valid_nhs_number, valid_upn

_MANY = 50


@dataclass(frozen=True, slots=True)
class Described:
    """What identity rests on in one record: `born` is a whole date of birth that is not expected, or None."""

    key: str
    identifiers: frozenset[str]
    sex: str | None = None
    born: date | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decided of two records (`left` < `right`): verdict same or different."""

    left: str
    right: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records that share an identifier and were not joined, and why."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one person; `method` is own, identifier or human: what holds them together at most."""

    keys: tuple[str, ...]
    method: str

    @property
    def person(self) -> str:
        """The id of the person: that of the smallest record key."""
        return person_id(self.keys[0])


def identifiers_of(nhs_number: str | None, upn: str | None, other_ids: Iterable[str]) -> frozenset[str]:
    """The identifiers that join with certainty: valid NHS number, valid UPN, and every `scheme=value`."""
    nhs, pupil = valid_nhs_number(nhs_number or ""), valid_upn(upn or "")
    named = [f"nhs={nhs}"] * bool(nhs) + [f"upn={pupil}"] * bool(pupil)
    return frozenset(named) | frozenset(f"id:{each}" for each in other_ids)


def contradiction(one: Described, other: Described) -> str | None:
    """Why two records cannot be one person (sex F against M; whole dates of birth that differ in more than one part), or None."""
    if {one.sex, other.sex} == {"F", "M"}:
        return "one record says F, the other M"
    if one.born and other.born:
        parts = zip(one.born.timetuple()[:3], other.born.timetuple()[:3], strict=True)
        if sum(mine != theirs for mine, theirs in parts) > 1:
            return "their dates of birth differ in more than one of day, month and year"
    return None


def grouped(records: Iterable[Described], judgements: Iterable[Judgement]) -> tuple[list[Group], list[Doubt]]:
    """The persons that these records make, and the doubts; the same for every order of the records.

    What people judged the same is joined; identifiers join the rest, but nothing in a group with a contradiction or with two
    records judged different. A sealed record is never joined by itself.
    """
    known = {record.key: record for record in records}
    judged = {(each.left, each.right): each.verdict for each in judgements if {each.left, each.right} <= known.keys()}
    same = sorted(pair for pair, verdict in judged.items() if verdict == "same")
    joined = {key for pair in same for key in pair}
    sharing = list(_sharing(known.values()))
    groups, doubts = [], []
    for keys in _components(known, [*same, *sharing]):
        reason = _trouble([known[key] for key in keys], judged)
        if reason is None:
            groups.append(Group(keys, _method(keys, joined)))
            continue
        members = set(keys)
        inside = [pair for pair in same if pair[0] in members]
        groups += [Group(part, _method(part, joined)) for part in _components(keys, inside)]
        pairs = {pair for pair in sharing if pair[0] in members} - judged.keys()
        doubts += [Doubt(left, right, _why(known[left], known[right], reason)) for left, right in sorted(pairs)]
    return groups, doubts


def _why(left: Described, right: Described, reason: str) -> str:
    own = contradiction(left, right)
    return own or f"they share an identifier, but in its group {reason}"


def _method(keys: tuple[str, ...], joined: set[str]) -> str:
    if len(keys) == 1:
        return "own"
    return "identifier" if joined.isdisjoint(keys) else "human"


def _trouble(members: list[Described], judged: dict[tuple[str, str], str]) -> str | None:
    """Why a group may not be joined by identifiers; pairs that look alike are compared once."""
    keys = {member.key for member in members}
    if any(verdict == "different" and keys.issuperset(pair) for pair, verdict in judged.items()):
        return "two records were judged to be different people"
    looks: dict[tuple[str | None, date | None], list[Described]] = defaultdict(list)
    for member in members:
        looks[member.sex, member.born].append(member)
    for ours, theirs in combinations(looks.values(), 2):
        reason = contradiction(ours[0], theirs[0])
        if reason and not _all_judged_same(ours, theirs, judged):
            return reason
    return None


def _all_judged_same(ours: list[Described], theirs: list[Described], judged: dict[tuple[str, str], str]) -> bool:
    pairs = (tuple(sorted((one.key, other.key))) for one in ours for other in theirs)
    return all(judged.get((left, right)) == "same" for left, right in pairs)


def _sharing(records: Iterable[Described]) -> Iterator[tuple[str, str]]:
    """Pairs that share an identifier: each with each, but of an identifier that very many have, each with the smallest."""
    holders: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for identifier in () if record.sealed else record.identifiers:
            holders[identifier].append(record.key)
    found = set()
    for keys in holders.values():
        keys.sort()
        found |= set(combinations(keys, 2)) if len(keys) <= _MANY else {(keys[0], key) for key in keys[1:]}
    yield from found


def _components(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The connected components, each sorted, in order of their smallest key."""
    root = {key: key for key in keys}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for left, right in pairs:
        first, second = sorted((find(left), find(right)))
        root[second] = first
    parts: dict[str, list[str]] = defaultdict(list)
    for key in sorted(root):
        parts[find(key)].append(key)
    yield from (tuple(part) for part in parts.values())
