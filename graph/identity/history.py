"""Who was one person on an earlier day: from when each link between two records counts, and what that makes of a person of today.

Definition: docs/model.md, "Identity through the lens". Pure. What holds a person of today together is dated; so an earlier day
may show them in parts, and never joined to somebody from whom they are apart today (docs/adr/0043).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from graph.dates import FIRST_DAY
from graph.identity.grouping import REPLACEMENT, Group, Pair, components
from graph.identity.identifiers import person_id
from graph.identity.resolution import IdentityTraits, replacement_key


@dataclass(slots=True)
class RecordHistory:
    """A record over its versions: the first day on which a lens shows it (`written`), and the first day on which it carried each
    identifier, or spoke of each record as replaced (`carried`, by what a record is found by)."""

    key: str
    written: date
    carried: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class IdentityLink:
    """That two records are one person, from `day` on; `decided_on` where somebody decided it, else None (never before `day`)."""

    day: date
    left: str
    right: str
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """How a person of several records came to be one, for their node.

    `whole_since` is the day from which every lens shows them whole; `settled_since` that from which no decision made later is
    needed for it either. `parts` has, sorted, `record key/day/id of the person`: of whom that record is from that day on.
    `decisions` has `record key/day/until/decided on`: that the part with this record is held together, from that day and until
    the other, by what was decided only later. Why this is kept on the person: docs/adr/0043.
    """

    whole_since: date
    settled_since: date
    parts: tuple[str, ...]
    decisions: tuple[str, ...] = ()


def history_of(versions: Iterable[tuple[date, date, IdentityTraits]]) -> RecordHistory:
    """A record's history, from its versions: the day from which each stands, when it was written down, and what it says.

    No lens shows a version before both days, whatever it carries.
    """
    found: RecordHistory | None = None
    for version, recorded_on, says in versions:
        # An agency that adds a number to an old record need not change recorded_on: by that alone the number would have been
        # known for years before it was (docs/adr/0043).
        day = max(version, recorded_on)
        found = found or RecordHistory(says.key, day)
        found.written = min(found.written, day)
        for each in says.identifiers | {replacement_key(key) for key in says.replacements}:
            found.carried[each] = min(found.carried.get(each, day), day)
    assert found is not None, "a record has a version"
    return found


def identity_on(
    group: Group, histories: Mapping[str, RecordHistory], decided: Mapping[Pair, date], day: date
) -> list[tuple[str, ...]]:
    """The people whom the records of one person of today made on a day: the keys of each, sorted.

    `decided` are the pairs that were judged the same, each with the day of that decision.
    """
    return components(group.keys, _pairs_on(links_of(group, histories, decided), day))


def links_of(group: Group, histories: Mapping[str, RecordHistory], decided: Mapping[Pair, date]) -> list[IdentityLink]:
    """What holds the records of a person together, in order of the day from which it counts.

    All who have an identifier by some day are connected by it; so its holders, in the order in which they had it, one after
    the other. A decision counts from the day on which both records were there.
    """
    found = [link for name, holders in group.links for link in _certain(name, holders, histories)]
    inside = set(group.keys)
    for (left, right), on in decided.items():
        if {left, right} <= inside:
            day = max(histories[left].written, histories[right].written)
            found.append(IdentityLink(day, left, right, max(on, day)))
    return sorted(found, key=lambda each: (each.day, each.decided_on is not None, each.left, each.right))


def _certain(name: str, holders: Sequence[str], histories: Mapping[str, RecordHistory]) -> Iterator[IdentityLink]:
    if name == REPLACEMENT:
        left, right = holders
        said = [histories[one].carried.get(replacement_key(other)) for one, other in ((left, right), (right, left))]
        first = min(day for day in said if day is not None)
        yield IdentityLink(max(first, histories[left].written, histories[right].written), left, right)
        return
    since = sorted((histories[key].carried[name], key) for key in holders)
    for (_, one), (day, other) in pairwise(since):
        yield IdentityLink(day, min(one, other), max(one, other))


def _pairs_on(links: Iterable[IdentityLink], day: date) -> Iterator[Pair]:
    return ((link.left, link.right) for link in links if link.day <= day)


def person_history(keys: Sequence[str], links: Sequence[IdentityLink]) -> PersonHistory:
    """What a person's node keeps, from the keys of their records, two or more, and all that holds these together."""
    whole_since, parts, entries = FIRST_DAY, dict[str, str](), list[str]()
    for day in sorted({FIRST_DAY, *(link.day for link in links)}):
        for part in components(keys, _pairs_on(links, day)):
            id_ = person_id(part[0])
            changed = [key for key in part if parts.get(key) != id_]
            parts |= dict.fromkeys(changed, id_)
            entries += [f"{key}/{day.isoformat()}/{id_}" for key in changed]
            whole_since = day if changed and len(part) == len(keys) else whole_since
    needed = sorted(_needed(keys, links))
    settled = max((whole_since, *(until for *_, until, _ in needed)))
    decisions = ("/".join((key, *(day.isoformat() for day in days))) for key, *days in needed)
    return PersonHistory(whole_since, settled, tuple(sorted(entries)), tuple(decisions))


def _needed(keys: Sequence[str], links: Sequence[IdentityLink]) -> Iterator[tuple[str, date, date, date]]:
    """Of each decision: a record of it, from when it counts, the day from which the two are one without anything that was decided
    later, and when it was made; but those that are never needed."""
    known = [(link.decided_on or link.day, (link.left, link.right)) for link in links]
    for link in links:
        if link.decided_on is not None:
            for until in sorted({day for day, _ in known}):
                parts = components(keys, (pair for day, pair in known if day <= until))
                if any({link.left, link.right} <= set(part) for part in parts):
                    # Reached on the day of this very decision at the latest, so `until` is always a day on which they are one.
                    break
            if link.day < until:
                yield link.left, link.day, until, link.decided_on
