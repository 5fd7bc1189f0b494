"""From records to proposals: rules, then scores, then bands. Pure: the same records and model give the same proposals."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.identity.grouping import Pair, ReplacedNumbers
from graph.matching.bands import BARS, LIKELY, POSSIBLE, TOO_LITTLE, Proposal
from graph.matching.comparisons import COMPARISONS
from graph.matching.features import RecordFeatures
from graph.matching.match_model import MatchModel
from graph.matching.rules import TWINS, nameless, never_of_persons, not_likely, twins
from graph.matching.scorer import PairScore, scored_pairs

_COMMON = {f"{each.name}:{level.code}": level.common for each in COMPARISONS for level in each.levels if level.common}


@dataclass(frozen=True, slots=True)
class AskedPairs:
    """Whom there is no more to ask about.

    Pairs of persons of two of whose records somebody `decided`, and pairs of records about which a question is `open`, since
    they have an identifier in common.
    """

    decided: frozenset[Pair] = frozenset()
    open: frozenset[Pair] = frozenset()


def proposed(
    records: Mapping[str, RecordFeatures],
    asked: AskedPairs,
    model: MatchModel,
    fresh: Collection[str] | None = None,
) -> list[Proposal]:
    """The pairs of these records that are proposed, one of each in `fresh` (None: of all), whoever else is near (`bands.ranked`).

    A pair about which there is a question or a decision already (`asked`) is none of them.
    """
    return proposed_of(possible_pairs(records, model, fresh), records, asked, model)


def possible_pairs(records: Mapping[str, RecordFeatures], model: MatchModel, fresh: Collection[str] | None) -> list[PairScore]:
    """The pairs of these records, one of each in `fresh` (None: of all), that score enough to be proposed, if no rule holds."""
    return scored_pairs(records, model, fresh, BARS[POSSIBLE])


def proposed_of(
    scored: list[PairScore], records: Mapping[str, RecordFeatures], asked: AskedPairs, model: MatchModel
) -> list[Proposal]:
    """Those of the scored pairs of these records that are proposed."""
    return list(_Proposer(records, asked, model).proposals(scored)) if scored else []


class _Proposer:
    """Proposals of one set of records; whether two persons may be one is found out once."""

    def __init__(self, records: Mapping[str, RecordFeatures], asked: AskedPairs, model: MatchModel) -> None:
        self._records, self._asked, self._model = records, asked, model
        self._of_person: dict[str, list[RecordFeatures]] = defaultdict(list)
        for key in sorted(records):
            self._of_person[records[key].person].append(records[key])
        self._ruled: dict[Pair, tuple[bool, bool]] = {}

    def proposals(self, scored: list[PairScore]) -> Iterator[Proposal]:
        for each in scored:
            one, other = self._records[each.left], self._records[each.right]
            # Rules look at all records of both persons; twins are told record by record, or one slip would keep a person from
            # all their other records (docs/adr/0039).
            never, like_twins = self._of_persons(one, other)
            if not (never or (each.left, each.right) in self._asked.open or nameless(one, other) or twins(one, other)):
                held = not_likely(one, other, each.levels)
                held += (TWINS,) if like_twins and TWINS not in held else ()
                held += (TOO_LITTLE,) if each.score < BARS[LIKELY] else ()
                features = tuple(self._feature(name, code, one) for name, code in each.levels.items())
                yield Proposal(each.left, each.right, each.score, features, held, self._model.version)

    def _of_persons(self, one: RecordFeatures, other: RecordFeatures) -> tuple[bool, bool]:
        """Whether the persons of two records are never proposed, and whether other records of theirs look like those of twins."""
        pair = min(one.person, other.person), max(one.person, other.person)
        if pair not in self._ruled:
            mine, theirs = self._of_person[pair[0]], self._of_person[pair[1]]
            numbers = ReplacedNumbers({each.key: each.traits for each in (*mine, *theirs)})
            never = pair in self._asked.decided or never_of_persons(mine, theirs, numbers.same) is not None
            self._ruled[pair] = never, any(twins(first, second) for first in mine for second in theirs)
        return self._ruled[pair]

    def _feature(self, name: str, code: str, one: RecordFeatures) -> str:
        """`forename:same`, with what part of all people has that name where it is known: `forename:same=0.0021`."""
        said = f"{name}:{code}"
        share = self._model.share(common, getattr(one, common)) if (common := _COMMON.get(said)) else None
        return said if share is None else f"{said}={share:.2g}"
