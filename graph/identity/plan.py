"""What decisions about identity would do, found without doing it: who each record they reach would be, and what would be written.

`graph.identity.decisions` carries it out; a preview looks at it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

import orjson

from graph.errors import InvalidInput
from graph.identity.grouping import Judgement, Pair
from graph.store import Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement, as_day
from graph.writing.persons.clusters import (
    Author,
    IdentityCluster,
    Resolution,
    expand_cluster,
    judgement_id,
    resolve_cluster,
)

VERDICTS = ("same", "different", "unsure")
MOST_DECISIONS = 1000
"""At once."""
LONGEST_REASON, LONGEST_NAME = 2000, 200


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides about two records: `verdict` same, different or unsure; `by` whom, `on` which day, for what `reason`.

    `method` is human, or score where a matcher decided: `by` is then its name and version, `score` what it gave.
    """

    left: str
    right: str
    verdict: str
    reason: str
    by: str
    on: date
    method: str = "human"
    score: float = 1.0

    @property
    def pair(self) -> Pair:
        """Both record keys, the smaller first."""
        return min(self.left, self.right), max(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision about two records as it is kept."""

    verdict: str
    reason: str
    by: str
    on: date
    method: str
    score: float

    @classmethod
    def stack(cls, properties: Mapping[str, Any]) -> list[Self]:
        """Every decision that a Judgement keeps, the one that stands last; none where it is still open."""
        earlier = [orjson.loads(each) for each in properties.get("earlier") or ()]
        found = [cls(**each | {"on": date.fromisoformat(each["on"])}) for each in earlier]
        if properties["verdict"] == "open":
            return found
        day = as_day(properties["decided_on"])
        assert day is not None
        return [*found, cls(*(properties[name] for name in ("verdict", "reason", "decided_by")), day, *_how(properties))]

    def is_by(self, matcher: str) -> bool:
        """Whether it was made by score, by that matcher."""
        return self.method == "score" and self.by == matcher

    def enter(self, circle: IdentityCluster, pair: Pair) -> None:
        """Make it the decision about these two in a cluster that holds none."""
        if self.verdict == "unsure":
            circle.unsure.add(pair)
        else:
            circle.judgements.append(Judgement(*pair, self.verdict))
            circle.decided[pair] = Author(self.by, self.on, self.method, self.score)


def _how(properties: Mapping[str, Any]) -> tuple[str, float]:
    return properties["method"], properties["score"]


class RefusedDecisions(InvalidInput):
    """Decisions of which none was carried out; `problems` by their place (from 0), each a sentence."""

    def __init__(self, problems: Mapping[int, str], count: int) -> None:
        self.problems = dict(sorted(problems.items()))
        said = [sentence if count == 1 else f"decision {place + 1}: {sentence}" for place, sentence in self.problems.items()]
        super().__init__("; ".join(said))


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """What decisions would do: who the records they reach are now (`before`) and would be, and the statements that keep them.

    `circle` is what is known of those records, with the decisions in it; `resolution` what follows.
    """

    circle: IdentityCluster
    before: dict[str, str]
    resolution: Resolution
    statements: list[Statement]

    @property
    def moves(self) -> dict[str, tuple[str, str]]:
        """By key, each record whose person would be another: who it is now, and who it would be."""
        after = self.resolution.person
        return {key: (now, after[key]) for key, now in sorted(self.before.items()) if after[key] != now}


async def decision_plan(store: Store, decisions: Sequence[Decision]) -> DecisionPlan:
    """What these decisions would do. Raises RefusedDecisions, saying of each that cannot stand why."""
    if not 1 <= len(decisions) <= MOST_DECISIONS:
        raise InvalidInput(f"expected 1 to {MOST_DECISIONS:,} decisions, found {len(decisions):,}")
    _refuse(_malformed(decisions), decisions)
    pairs = [each.pair for each in decisions]
    _refuse(await _unknown(store, pairs), decisions)
    circle = await expand_cluster(store, [], {}, sorted({key for pair in pairs for key in pair}))
    judged = await judged_about(store, pairs)
    forget(circle, pairs)
    stacks = {each.pair: [*judged.get(each.pair, ()), _kept(each)] for each in decisions}
    for pair, stack in stacks.items():
        stack[-1].enter(circle, pair)
    resolution = resolve_cluster(circle)
    _refuse(_contradicting(circle, resolution, decisions), decisions)
    written: Statement = (text("put_judgements"), {"rows": [statement_of(pair, stack) for pair, stack in stacks.items()]})
    return DecisionPlan(circle, dict(circle.person), resolution, [written])


async def record_cluster(store: Store, pairs: Iterable[Pair], *, of_any: bool = False) -> IdentityCluster:
    """What identity rests on around these records. Raises InvalidInput for a record of which nothing can be decided.

    `of_any`: such a record is left out of it instead.
    """
    named = list(pairs)
    problems = {} if of_any else await _unknown(store, named)
    for sentence in problems.values():
        raise InvalidInput(sentence)
    return await expand_cluster(store, [], {}, sorted({key for pair in named for key in pair}))


async def judged_about(store: Store, pairs: Iterable[Pair]) -> dict[Pair, list[Judged]]:
    """By pair, the decisions that are kept about it, the one that stands last."""
    rows = await store.read_for_write(text("judgements_of"), ids=[judgement_id(*pair) for pair in pairs])
    found = {(each["left"], each["right"]): Judged.stack(each) for (each,) in rows}
    return {pair: stack for pair, stack in found.items() if stack}


def statement_of(pair: Pair, stack: Sequence[Judged]) -> dict[str, Any]:
    """The row that writes down the decisions about two records."""
    last, earlier = stack[-1], [orjson.dumps(asdict(each)).decode() for each in stack[:-1]]
    says = {"verdict": last.verdict, "method": last.method, "score": last.score, "reason": last.reason}
    own = {"id": judgement_id(*pair), "left": pair[0], "right": pair[1], **says, "decided_by": last.by, "decided_on": last.on}
    return {"id": own["id"], "properties": own | ({"earlier": earlier} if earlier else {})}


def forget(circle: IdentityCluster, pairs: Iterable[Pair]) -> None:
    """Leave out what is on record of these pairs, decided or still open."""
    gone = set(pairs)
    circle.judgements = [each for each in circle.judgements if (each.left, each.right) not in gone]
    for pair in gone:
        circle.decided.pop(pair, None)
    circle.doubted -= gone
    circle.unsure -= gone


def not_found(key: str) -> str:
    """The sentence about a record of which nothing can be decided: there is none, it is sealed, or the lens does not show it."""
    return f"no record that could be decided about is found by '{key}'; expected the key of one, as agency/system/person_id"


def _refuse(problems: Mapping[int, str], decisions: Sequence[Decision]) -> None:
    if problems:
        raise RefusedDecisions(problems, len(decisions))


def _malformed(decisions: Sequence[Decision]) -> dict[int, str]:
    problems: dict[int, str] = {}
    first: dict[Pair, int] = {}
    for place, each in enumerate(decisions):
        sentence = _wrong(each)
        if each.pair in first:
            sentence = f"expected one decision about {' and '.join(each.pair)}, found another: decision {first[each.pair] + 1}"
        first.setdefault(each.pair, place)
        if sentence:
            problems[place] = sentence
    return problems


def _wrong(decision: Decision) -> str | None:
    """What is wrong with a decision by itself."""
    if decision.left == decision.right:
        return f"expected two records, found {decision.left} twice"
    if decision.verdict not in VERDICTS:
        return f"verdict: expected one of {', '.join(VERDICTS)}, found '{decision.verdict[:40]}'"
    for name, said, longest in (("by", decision.by, LONGEST_NAME), ("reason", decision.reason, LONGEST_REASON)):
        if not said.strip():
            return f"{name}: expected {'who decided' if name == 'by' else 'why, in words'}, found nothing"
        if len(said) > longest:
            return f"{name}: expected at most {longest:,} characters, found {len(said):,}"
    return f"on: expected today or a day before, found {decision.on}" if decision.on > date.today() else None


async def _unknown(store: Store, pairs: Sequence[Pair]) -> dict[int, str]:
    """By the place of a pair, the sentence about a record in it of which nothing can be decided.

    Looked up before anything around the records is read: of a sealed one nothing else is to be found out.
    """
    keys = sorted({key for pair in pairs for key in pair})
    known = {row[0] for row in await store.read_for_write(text("open_records"), keys=keys)}
    return {place: not_found(gone[0]) for place, pair in enumerate(pairs) if (gone := [key for key in pair if key not in known])}


def _contradicting(circle: IdentityCluster, resolution: Resolution, decisions: Sequence[Decision]) -> dict[int, str]:
    """By place, the sentence of a decision that makes one person of two records that were decided to be different."""
    person, problems = resolution.person, {}
    for each in circle.judgements:
        inside = {each.left, each.right} <= person.keys() and person[each.left] == person[each.right]
        if each.verdict == "different" and inside:
            place = _latest(decisions, (each.left, each.right), person)
            problems[place] = (
                f"expected decisions that go together, found {each.left} and {each.right} decided to be different, and joined"
                " through others: take one of those decisions back first"
            )
    return problems


def _latest(decisions: Sequence[Decision], pair: Pair, person: Mapping[str, str]) -> int:
    """The place of the decision that is to blame: the one about the pair itself, else the last in that person."""
    own = [place for place, each in enumerate(decisions) if each.pair == pair]
    inside = [place for place, each in enumerate(decisions) if person.get(each.left) == person[pair[0]]]
    return (own or inside or [len(decisions) - 1])[-1]


def _kept(decision: Decision) -> Judged:
    day = replace(decision, reason=decision.reason.strip(), by=decision.by.strip())
    return Judged(day.verdict, day.reason, day.by, day.on, day.method, day.score)
