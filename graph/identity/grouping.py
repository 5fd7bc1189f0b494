"""Which records are one person: what identifiers say with certainty, and what people decided. Pure, and of no order.

An identifier is trusted unless two of its holders contradict each other: then it stands on two people's records, or on a wrong
one, and joins nobody. What is held together by trusted identifiers alone is one person, unless somewhere in it two contradict
each other all the same. Every pair that is not joined so waits for somebody (docs/adr/0018).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from graph.identity.identifiers import person_id
from graph.identity.resolution import IdentityTraits, contradictions, replaced

# Of more records that share something not each is compared with each (docs/adr/0018).
_MANY = 50
Pair = tuple[str, str]
Holders = tuple[str, ...]
"""The keys, sorted, of the records that something connects."""

JUDGED_APART = "they were judged to be different people"
SHARED_APART = "what they have in common also connects two records that cannot be one person: "
REPLACEMENT = "replacement"
"""What a link is called by which a system itself says that one of its records replaced another."""
NAMED_FORMER = "a number that somebody had before joins nobody by itself"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decided of two records (`left` < `right`): verdict same or different."""

    left: str
    right: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records that have an identifier in common and were not joined, and why, in words."""

    left: str
    right: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one person; `method` is own, identifier or human: what holds them together at most.

    `links` are what holds them together with certainty: each identifier that may be trusted, with the records that have it.
    """

    keys: tuple[str, ...]
    method: str
    links: tuple[tuple[str, Holders], ...] = ()

    @property
    def person(self) -> str:
        """The id of the person: that of the smallest record key."""
        return person_id(self.keys[0])


def grouped(records: Iterable[IdentityTraits], judgements: Iterable[Judgement]) -> tuple[list[Group], list[Doubt]]:
    """The persons that these records make, and the doubts; the same for every order of the records.

    What people judged the same is joined. A sealed record is joined to none, whoever decided what before it was sealed, and is in
    no doubt.
    """
    known = {record.key: record for record in records}
    open_ = {record.key for record in known.values() if not record.sealed}
    # No decision about a sealed record counts. It stays in the store: an order entered by mistake, and corrected, gives it back
    # (docs/adr/0042).
    judged = {(each.left, each.right): each.verdict for each in judgements if {each.left, each.right} <= open_}
    same = sorted(pair for pair, verdict in judged.items() if verdict == "same")
    joined = {key for pair in same for key in pair}
    links = _links(known)
    reached = components(known, [*same, *(pair for keys in links for pair in pairwise(keys))])
    inside = _by_component(reached, links)
    groups: list[Group] = []
    doubts: list[Doubt] = []
    for keys in reached:
        if len(keys) == 1:
            groups.append(Group(keys, "own"))
            continue
        cluster = _Cluster({key: known[key] for key in keys}, inside[keys[0]], judged)
        parts = cluster.parts([pair for pair in same if pair[0] in cluster.records])
        groups += [Group(part, _method(part, joined), held) for part, held in parts]
        doubts += cluster.doubts([part for part, _ in parts])
    doubts += _former(known, groups, judged)
    return sorted(groups, key=lambda each: each.keys), _one_each(doubts)


def _method(keys: Sequence[str], joined: set[str]) -> str:
    if len(keys) == 1:
        return "own"
    return "identifier" if joined.isdisjoint(keys) else "human"


class _Cluster:
    """Records that identifiers or decisions connect, and who of them contradicts whom."""

    def __init__(self, records: dict[str, IdentityTraits], links: dict[Holders, list[str]], judged: dict[Pair, str]) -> None:
        self.records, self._links, self._judged = records, links, judged
        self._numbers = ReplacedNumbers(records)
        self._found: dict[Pair, tuple[str, ...]] = {}
        self._trouble = {keys: self._first_trouble(keys) for keys in links}

    def parts(self, same: list[Pair]) -> list[tuple[Holders, tuple[tuple[str, Holders], ...]]]:
        """Those that are one person each: joined by decisions, and by identifiers that may be trusted, which stand beside."""
        trusted = [keys for keys in self._links if not self._trouble[keys]]
        found: list[tuple[Holders, tuple[tuple[str, Holders], ...]]] = []
        for part in components(self.records, [*same, *(pair for keys in trusted for pair in pairwise(keys))]):
            inside = set(part)
            if len(part) > 1 and self._first_trouble(part):
                found += [(each, ()) for each in components(part, [pair for pair in same if pair[0] in inside])]
            else:
                held = [(name, keys) for keys in trusted if keys[0] in inside for name in self._links[keys]]
                found.append((part, tuple(sorted(held))))
        return found

    def doubts(self, parts: list[tuple[str, ...]]) -> Iterator[Doubt]:
        """Each pair that was not joined, though it shares an identifier, or stands in one cluster and contradicts each other."""
        if len(parts) == 1:
            return
        part_of = {key: number for number, part in enumerate(parts) for key in part}
        shared = {pair: keys for keys in self._links for pair in _pairs(keys)}
        all_pairs = set(shared)
        if len(self.records) <= _MANY:
            all_pairs |= {pair for pair in combinations(sorted(self.records), 2) if self.between(pair)}
        for pair in sorted(all_pairs):
            sealed = self.records[pair[0]].sealed or self.records[pair[1]].sealed
            if part_of[pair[0]] != part_of[pair[1]] and pair not in self._judged and not sealed:
                yield Doubt(*pair, self.between(pair) or (self._why(pair, shared),))

    def between(self, pair: Pair) -> tuple[str, ...]:
        """Why two records cannot be one person; nothing where somebody judged them the same."""
        if pair not in self._found:
            verdict = self._judged.get(pair)
            one, other = self.records[pair[0]], self.records[pair[1]]
            said = (JUDGED_APART,) if verdict == "different" else ()
            self._found[pair] = said or (() if verdict == "same" else contradictions(one, other, self._numbers.same))
        return self._found[pair]

    def _why(self, pair: Pair, shared: dict[Pair, tuple[str, ...]]) -> str:
        trouble = self._trouble[shared[pair]] or self._first_trouble(tuple(sorted(self.records)))
        return SHARED_APART + (trouble or JUDGED_APART)

    def _first_trouble(self, keys: Sequence[str]) -> str | None:
        """A reason why these are not all one person. Of very many, those that look alike are compared once."""
        if len(keys) <= _MANY:
            return next((found[0] for pair in combinations(keys, 2) if (found := self.between(pair))), None)
        members = set(keys)
        if any(verdict == "different" and members.issuperset(pair) for pair, verdict in self._judged.items()):
            return JUDGED_APART
        # From the last to the first, so that of those that look alike the smallest key stands for all, in any order of loading.
        looks = {_look(self.records[key]): key for key in reversed(keys)}
        pairs = combinations([self.records[key] for key in sorted(looks.values())], 2)
        return next((found[0] for pair in pairs if (found := contradictions(*pair, self._numbers.same))), None)


def _look(record: IdentityTraits) -> tuple[object, ...]:
    return record.system, record.sex, record.born, record.named, record.number("nhs="), record.number("upn=")


class ReplacedNumbers:
    """Of the records of a cluster, which numbers an agency says to have replaced one another."""

    def __init__(self, records: dict[str, IdentityTraits]) -> None:
        pairs: set[Pair] = set()
        for record in records.values():
            for number in record.former:
                own = record.number(number[:4])
                pairs |= {(number, own)} if own else set()
            for other in (records[key] for key in record.replacements if key in records):
                for scheme in ("nhs=", "upn=") if replaced(record, other) else ():
                    mine, theirs = record.number(scheme), other.number(scheme)
                    pairs |= {(mine, theirs)} if mine and theirs else set()
        named = {number for pair in pairs for number in pair}
        self._of = {number: part[0] for part in components(named, sorted(pairs)) for number in part} if pairs else {}

    def same(self, one: str, other: str) -> bool:
        """Whether two numbers are one person's, the one after the other."""
        return one in self._of and self._of[one] == self._of.get(other)


def _links(known: dict[str, IdentityTraits]) -> dict[Holders, list[str]]:
    """The records, two or more, that an identifier (or a replacement that their system speaks of) connects, with its names."""
    holders: dict[str, list[str]] = defaultdict(list)
    found: dict[Holders, list[str]] = defaultdict(list)
    for record in known.values():
        if record.sealed:
            continue
        for identifier in record.identifiers:
            holders[identifier].append(record.key)
        for other in (known[key] for key in record.replacements if key in known):
            if replaced(record, other) and not other.sealed:
                found[min(record.key, other.key), max(record.key, other.key)] = [REPLACEMENT]
    for identifier, keys in holders.items():
        if len(keys) > 1:
            found[tuple(sorted(keys))].append(identifier)
    return {keys: found[keys] for keys in sorted(found)}


def _by_component(reached: Iterable[Holders], links: dict[Holders, list[str]]) -> dict[str, dict[Holders, list[str]]]:
    """The links inside each component, by its first key."""
    first = {key: keys[0] for keys in reached for key in keys}
    found: dict[str, dict[Holders, list[str]]] = defaultdict(dict)
    for holders, names in links.items():
        found[first[holders[0]]][holders] = names
    return found


def _pairs(keys: tuple[str, ...]) -> Iterable[Pair]:
    """Each with each, but where very many share an identifier, each with the smallest."""
    return combinations(keys, 2) if len(keys) <= _MANY else ((keys[0], key) for key in keys[1:])


def _former(known: dict[str, IdentityTraits], groups: Iterable[Group], judged: dict[Pair, str]) -> Iterator[Doubt]:
    """Pairs of which one names a number of the other as a former one: nothing certain, and something to look at."""
    naming = [record for record in known.values() if record.former and not record.sealed]
    if not naming:
        return
    person = {key: group.keys[0] for group in groups for key in group.keys}
    holders: dict[str, list[IdentityTraits]] = defaultdict(list)
    for record in sorted(known.values(), key=lambda each: each.key):
        for number in () if record.sealed else record.identifiers:
            holders[number].append(record)
    for record in naming:
        for other in [each for number in sorted(record.former) for each in holders[number]][:_MANY]:
            pair = min(record.key, other.key), max(record.key, other.key)
            if person[pair[0]] != person[pair[1]] and pair not in judged:
                # That they have two numbers contradicts nothing here: the one is said to be the former one of the other.
                yield Doubt(*pair, (NAMED_FORMER, *contradictions(record, other, lambda *_: True)))


def _one_each(doubts: Iterable[Doubt]) -> list[Doubt]:
    """One doubt of each pair, with the reasons of all of them."""
    reasons: dict[Pair, dict[str, None]] = defaultdict(dict)
    for doubt in doubts:
        reasons[doubt.left, doubt.right].update(dict.fromkeys(doubt.reasons))
    return [Doubt(*pair, tuple(found)) for pair, found in sorted(reasons.items())]


def components(keys: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
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
    return [tuple(part) for part in parts.values()]
