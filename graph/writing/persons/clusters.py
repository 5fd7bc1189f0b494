"""Which records are one person, brought into the graph: persons renamed, made, emptied, and what hangs on them moved along.

A fact remembers the record that it came with, so taking a join back gives exactly what was there before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from graph.dates import FIRST_DAY
from graph.identity.grouping import Doubt, Group, Judgement, Pair, grouped
from graph.identity.identifiers import person_id
from graph.identity.resolution import IdentityTraits, described, lookup_keys, replacement_key
from graph.model import TIES
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement, as_day

# One question with 5,000 ran past the 120 s of a load on the embedded engine, in a store of about a million facts.
_ASKED_AT_ONCE = 1000
IDENTITY_PROPERTIES = (
    "nhs_number", "upn", "other_ids", "sex", "date_of_birth", "date_of_birth_precision", "date_of_birth_kind", "sensitivity",
    "given_names", "family_name", "other_names", "replacements",
)  # fmt: skip
"""The properties of a record that `described_by_…` read, in their order (the fragment `identity_of`)."""
_BORN = IDENTITY_PROPERTIES.index("date_of_birth")


class Author(NamedTuple):
    """Who decided that two records are one person, or are not: `by`, `on` which day; by `method` human or score."""

    by: str
    on: date
    method: str = "human"
    score: float = 1.0


@dataclass(slots=True)
class IdentityCluster:
    """All records that an identity question reaches: who they are now, and what identity rests on in each.

    `had` are the identifiers that they have as stored: what a record is about to lose has held others together, or apart. `said`
    is what each IDENTIFIES says now: who decided, by which method, on which day. `doubted` are the pairs that wait for somebody,
    `unsure` those of which somebody said that they cannot tell: these wait no more, and nothing follows from them. `dated` are
    the persons who have a history.
    """

    described: dict[str, IdentityTraits] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    decided: dict[Pair, Author] = field(default_factory=dict)
    doubted: set[Pair] = field(default_factory=set)
    unsure: set[Pair] = field(default_factory=set)
    had: set[str] = field(default_factory=set)
    said: dict[str, tuple[str, str, date | None]] = field(default_factory=dict)
    dated: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Resolution:
    """What follows: the person of every record, what each IDENTIFIES says, and the statements that bring it about.

    The statements run in one transaction, ahead of writing new records. `affected` persons may need other labels; `new` ones are
    not there yet. `moved`: what hangs on persons that are there hangs on others, or on other ids, afterwards. `dated` are the
    persons whose history is to be looked at once the records are written (graph.writing.persons.histories), `decided` the days of
    the decisions that join.
    """

    person: dict[str, str]
    identifies: dict[str, dict[str, Any]]
    statements: list[Statement]
    affected: list[str]
    new: set[str]
    dated: list[Group]
    decided: dict[Pair, date]
    moved: bool = False


async def expand_cluster(
    store: Store,
    start: Iterable[IdentityTraits],
    since: dict[str, date],
    keys: Iterable[str] = (),
    *,
    unstored: frozenset[str] = frozenset(),
    first_load: bool = False,
    sealed: Mapping[str, bool] | None = None,
) -> IdentityCluster:
    """Everything that could be one person with these records (as described here, not as stored), or is now; and with `keys`.

    `since` says of which extract the last version of a record is, where that is about to change; `unstored` are records that are
    known not to be there yet, `first_load` that nothing of their system is: no record of it speaks of them as replaced. `sealed`
    says of those whose versions are about to change whether one of them will be.
    """
    cluster = IdentityCluster({each.key: each for each in start}, {}, dict(since))
    await _read_judgements(store, cluster)
    asked: dict[str, set[str]] = defaultdict(set)
    first = since.keys() | set(keys)
    # What is found hangs together with more: asked until nothing new is.
    while True:
        pairs = [{each.left, each.right} for each in cluster.judgements]
        judged = {key for pair in pairs if pair & cluster.described.keys() for key in pair}
        replacements = {key for each in cluster.described.values() for key in each.replacements}
        spoken_of = set() if first_load else {replacement_key(key) for key in cluster.described}
        wanted = {
            "key": (judged | replacements | cluster.described.keys() | first) - unstored,
            "identifier": cluster.had.union(spoken_of, *map(lookup_keys, cluster.described.values())),
            "person": set(cluster.person.values()) | {person_id(key) for key in cluster.described.keys() - unstored},
        }
        found = 0
        for by, keys in wanted.items():
            new = sorted(keys - asked[by])
            asked[by] |= keys
            found += len(new)
            await _describe(store, by, new, cluster, sealed or {})
        if not found:
            return cluster


async def _describe(store: Store, by: str, keys: list[str], cluster: IdentityCluster, sealed: Mapping[str, bool]) -> None:
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        some = keys[start : start + _ASKED_AT_ONCE]
        rows = await store.read(text(f"described_by_{by}"), ReadKind.BEFORE_WRITE, keys=some)
        for key, person, said, by_whom, method, on, seen, dated in rows:
            if key in cluster.person:  # several ways lead to one record
                continue
            cluster.person[key] = person
            cluster.dated |= {person} if dated else set()
            cluster.said[key] = by_whom, method, as_day(on)
            stored = described(key, dict(zip(IDENTITY_PROPERTIES, said, strict=True)) | {"date_of_birth": as_day(said[_BORN])})
            cluster.had |= stored.identifiers | lookup_keys(stored)
            if key not in cluster.described:
                cluster.described[key] = replace(stored, sealed=sealed.get(key, stored.sealed))
                cluster.since.setdefault(key, date.fromisoformat(seen[0][:10]))


async def _read_judgements(store: Store, cluster: IdentityCluster) -> None:
    for left, right, verdict, by, on, method, score in await store.read(text("judgements"), ReadKind.BEFORE_WRITE):
        if verdict == "open":
            cluster.doubted.add((left, right))
        elif verdict == "unsure":
            cluster.unsure.add((left, right))
        else:
            cluster.judgements.append(Judgement(left, right, verdict))
            cluster.decided[left, right] = Author(by, as_day(on) or FIRST_DAY, method, score)


def resolve_cluster(cluster: IdentityCluster) -> Resolution:
    """What the cluster's records make, and how to get there from where they are."""
    groups, doubts = grouped(cluster.described.values(), cluster.judgements)
    person = {key: group.person for group in groups for key in group.keys}
    authors = _authors(groups, cluster)
    identifies = {key: _identifies(group, key, authors.get(key), cluster) for group in groups for key in group.keys}
    renames, moves = _changes(groups, cluster.person)
    kept = {person[key] for key in cluster.person}
    gone = sorted({move["from"] for move in moves} - kept)
    statements = [
        *_renaming(renames),
        *_moving(moves, gone),
        *_saying(identifies, person, cluster),
        *_doubting(doubts, cluster),
    ]
    new = set(person.values()) - kept
    affected, moved = sorted(kept) if moves else [], bool(renames or moves)
    return Resolution(person, identifies, statements, affected, new, _dated(groups, cluster), _days_decided(cluster), moved)


def _dated(groups: Iterable[Group], cluster: IdentityCluster) -> list[Group]:
    """Those of several records, and those of one who still have the history of somebody of several."""
    return [each for each in groups if len(each.keys) > 1 or cluster.person.get(each.keys[0]) in cluster.dated]


def _days_decided(cluster: IdentityCluster) -> dict[Pair, date]:
    same = [(each.left, each.right) for each in cluster.judgements if each.verdict == "same"]
    return {pair: cluster.decided[pair].on for pair in same}


def _authors(groups: Iterable[Group], cluster: IdentityCluster) -> dict[str, Author]:
    """By record, the last who decided about it and another record of the same person."""
    person = {key: group.keys[0] for group in groups if group.method == "human" for key in group.keys}
    found: dict[str, Author] = {}
    for pair, author in cluster.decided.items():
        if pair[0] in person and person[pair[0]] == person.get(pair[1]):
            for key in pair:
                found[key] = max(found.get(key, author), author, key=lambda each: (each.on, each.by))
    return found


def _identifies(group: Group, key: str, author: Author | None, cluster: IdentityCluster) -> dict[str, Any]:
    """What an IDENTIFIES edge says: who decided it and when (an identifier: the extract that brought this record)."""
    if author is not None:
        return {"decided_by": author.by, "method": author.method, "score": author.score, "decided_on": author.on}
    method = "own" if group.method == "own" else "identifier"
    return {"decided_by": "casegraph", "method": method, "score": 1.0, "decided_on": cluster.since[key]}


def _changes(groups: Iterable[Group], current: dict[str, str]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Persons to rename and records to move, so that each group's person is the one it should be."""
    members: dict[str, set[str]] = defaultdict(set)
    for key, person in current.items():
        members[person].add(key)
    renames: list[dict[str, str]] = []
    moves: list[dict[str, str]] = []
    for group in groups:
        now = {current[key] for key in group.keys if key in current}
        base = group.person
        if base not in members:
            inside = sorted(each for each in now if members[each] <= set(group.keys))
            if inside:
                # The one with the most records keeps its node, and only gets the new id: the rest are moved one by one.
                base = max(inside, key=lambda each: len(members[each]))
                renames.append({"from": base, "to": group.person})
        moves += [
            {"key": key, "from": current[key], "to": group.person}
            for key in group.keys
            if key in current and current[key] not in (base, group.person)
        ]
    return renames, moves


def _renaming(renames: list[dict[str, str]]) -> list[Statement]:
    return [(text("rename_persons"), {"rows": renames})] if renames else []


def _moving(moves: list[dict[str, str]], gone: list[str]) -> list[Statement]:
    if not moves:
        return []
    given = {"rows": moves}
    targets = sorted({move["to"] for move in moves})
    statements: list[Statement] = [(text("make_persons"), {"ids": targets}), (text("move_records"), given)]
    statements += [(text("move_facts", type=type_), given) for type_ in ("ABOUT", "INVOLVED")]
    statements.append((text("move_ties_from", type="LIVED_AT", record="record"), given))
    for edge in TIES:
        statements.append((text("move_ties_from", type=edge.type, record="from_record"), given))
        statements.append((text("move_ties_to", type=edge.type), given))
    return [*statements, (text("delete_persons"), {"ids": gone}), (text("forget_rights"), {"ids": targets})]


def _saying(identifies: dict[str, dict[str, Any]], person: dict[str, str], cluster: IdentityCluster) -> list[Statement]:
    rows = [
        {"key": key, "person": person[key], "identifies": says}
        for key, says in identifies.items()
        if key in cluster.said and cluster.said[key] != (says["decided_by"], says["method"], says["decided_on"])
    ]
    return [(text("say_identified"), {"rows": rows})] if rows else []


def judgement_id(left: str, right: str) -> str:
    """The id of a judgement: both record keys, the smaller first."""
    return " = ".join(sorted((left, right)))


def _doubting(doubts: list[Doubt], cluster: IdentityCluster) -> list[Statement]:
    """Doubts that there are now, put; those of these records that there are no more, taken away."""
    now = {(doubt.left, doubt.right): doubt for doubt in doubts if (doubt.left, doubt.right) not in cluster.unsure}
    gone = [pair for pair in cluster.doubted - now.keys() if set(pair) <= cluster.described.keys()]
    rows = [
        {"id": judgement_id(*pair), "properties": {
            "id": judgement_id(*pair), "left": doubt.left, "right": doubt.right, "verdict": "open",
            "method": "contradiction", "reasons": list(doubt.reasons)}}
        for pair, doubt in now.items()
    ]  # fmt: skip
    statements: list[Statement] = [(text("put_judgements"), {"rows": rows})] if rows else []
    if gone:
        statements.append((text("delete_judgements"), {"ids": sorted(judgement_id(*pair) for pair in gone)}))
    return statements


async def label_statements(store: Store, persons: list[str]) -> list[Statement]:
    """The statements that give these persons the labels that their records' roles say; one transaction each.

    (On the embedded engine a label is part of what a node is, so it is changed by itself, and only where it must be:
    docs/adr/0003.)
    """
    change: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(persons), _ASKED_AT_ONCE):
        some = persons[start : start + _ASKED_AT_ONCE]
        for id_, roles, child, adult in await store.read(text("roles_of_persons"), ReadKind.BEFORE_WRITE, ids=some):
            for label, has, wants in (("children", child, {"child", "both"}), ("adults", adult, {"adult", "both"})):
                if bool(has) != bool(wants & set(roles)):
                    change[f"{'unlabel' if has else 'label'}_{label}"].append(id_)
    return [(text(name), {"ids": ids}) for name, ids in sorted(change.items())]


def making_persons(roles: dict[str, set[str]]) -> list[Statement]:
    """The statements that make new persons with the labels of these roles."""
    named: dict[str, list[str]] = defaultdict(list)
    for id_, found in sorted(roles.items()):
        both = "both" in found or found >= {"child", "adult"}
        named["create_both" if both else "create_children" if "child" in found else "create_adults"].append(id_)
    return [(text(name), {"ids": ids}) for name, ids in named.items()]
