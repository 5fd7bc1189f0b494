"""A decision about two records: as somebody makes it, and as the graph keeps it, with those that it took the place of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

import orjson

from graph.errors import InvalidInput
from graph.identity.grouping import Judgement, Pair
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import as_day
from graph.writing.persons.clusters import Author, IdentityCluster, judgement_id

VERDICTS = ("same", "different", "unsure")
MOST_DECISIONS = 1000
"""At once."""
LONGEST_REASON, LONGEST_NAME = 2000, 200
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_KEPT = ("verdict", "reason", "decided_by", "decided_on", "method", "score")


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
    def of(cls, decision: Decision) -> Self:
        """A decision as it is to be kept."""
        words = decision.reason.strip(), decision.by.strip()
        return cls(decision.verdict, *words, decision.on, decision.method, decision.score)

    @classmethod
    def stack(cls, properties: Mapping[str, Any]) -> list[Self]:
        """Every decision that a Judgement keeps, the one that stands last; none where it is still open."""
        earlier = [orjson.loads(each) for each in properties.get("earlier") or ()]
        found = [cls(**each | {"on": date.fromisoformat(each["on"])}) for each in earlier]
        if properties["verdict"] == "open":
            return found
        verdict, reason, by, on, method, score = (properties[name] for name in _KEPT)
        day = as_day(on)
        assert day is not None
        return [*found, cls(verdict, reason, by, day, method, score)]

    def is_by(self, matcher: str) -> bool:
        """Whether it was made by score, by that matcher."""
        return self.method == "score" and self.by == matcher

    def enter(self, cluster: IdentityCluster, pair: Pair) -> None:
        """Make it the decision about these two in a cluster that holds none."""
        # Nothing follows from it, so it is no Judgement; only the pair waits for nobody any more (docs/adr/0040).
        if self.verdict == "unsure":
            cluster.unsure.add(pair)
        else:
            cluster.judgements.append(Judgement(*pair, self.verdict))
            cluster.decided[pair] = Author(self.by, self.on, self.method, self.score)


class RefusedDecisions(InvalidInput):
    """Decisions of which none was carried out; `problems` by their place (from 0), each a sentence."""

    def __init__(self, problems: Mapping[int, str], count: int) -> None:
        self.problems = dict(sorted(problems.items()))
        said = [sentence if count == 1 else f"decision {place + 1}: {sentence}" for place, sentence in self.problems.items()]
        super().__init__("; ".join(said))


def is_text(said: str) -> bool:
    """Whether nothing stands in it that no text has: a control character (but for tabs and line ends), or half a character."""
    return _BROKEN.search(said) is None


def not_found(key: str) -> str:
    """The sentence about a record of which nothing can be decided: there is none, it is sealed, or the lens does not show it."""
    return f"no record that could be decided about is found by '{key}'; expected the key of one, as agency/system/person_id"


async def judged_about(store: Store, pairs: Iterable[Pair]) -> dict[Pair, list[Judged]]:
    """By pair, the decisions that are kept about it, the one that stands last."""
    rows = await store.read(text("judgements_of"), ReadKind.BEFORE_WRITE, ids=[judgement_id(*pair) for pair in pairs])
    found = {(each["left"], each["right"]): Judged.stack(each) for (each,) in rows}
    return {pair: stack for pair, stack in found.items() if stack}


def statement_of(pair: Pair, stack: Sequence[Judged]) -> dict[str, Any]:
    """The row that writes down the decisions about two records."""
    # What the last one took the place of is kept in it: taking it back gives the one below (docs/adr/0040).
    last, earlier = stack[-1], [orjson.dumps(asdict(each)).decode() for each in stack[:-1]]
    says = {"verdict": last.verdict, "method": last.method, "score": last.score, "reason": last.reason}
    own = {"id": judgement_id(*pair), "left": pair[0], "right": pair[1], **says, "decided_by": last.by, "decided_on": last.on}
    return {"id": own["id"], "properties": own | ({"earlier": earlier} if earlier else {})}


def forget(cluster: IdentityCluster, pairs: Iterable[Pair]) -> None:
    """Leave out what is on record of these pairs, decided or still open."""
    gone = set(pairs)
    cluster.judgements = [each for each in cluster.judgements if (each.left, each.right) not in gone]
    for pair in gone:
        cluster.decided.pop(pair, None)
    cluster.doubted -= gone
    cluster.unsure -= gone


def malformed(decisions: Sequence[Decision]) -> dict[int, str]:
    """By place, the sentence about a decision that can be none, whatever there is in the store."""
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
        if not is_text(said):
            return f"{name}: expected text, found a character that no text has"
        if len(said) > longest:
            return f"{name}: expected at most {longest:,} characters, found {len(said):,}"
    return f"on: expected today or a day before, found {decision.on}" if decision.on > date.today() else None
