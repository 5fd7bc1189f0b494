"""How good the matcher is, against what is known: how many true pairs it finds, how many of its proposals are wrong. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from graph.identity.grouping import Pair, components
from graph.matching.bands import Proposal, ranked
from graph.matching.features import RecordFeatures
from graph.matching.match_model import MatchModel
from graph.matching.proposer import AskedPairs, proposed

_AGES = (5, 11, 18, 30, 200)
Grouping = Callable[[str, str], Iterable[str]]
"""By two record keys, the groups (such as an agency pair) by which a pair is counted."""


@dataclass(slots=True)
class PairTally:
    """Of some pairs: how many are true (one person's, and joined by no identifier), and how many are proposed in each band."""

    true: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def found(self, *bands: str) -> float | None:
        """What part of the true pairs is proposed in these bands; None where there is none."""
        return sum(self.right[band] for band in bands) / self.true if self.true else None

    def error(self, band: str) -> float | None:
        """What part of the proposals in a band is wrong; None where there is none."""
        proposed = self.right[band] + self.wrong[band]
        return self.wrong[band] / proposed if proposed else None


@dataclass(slots=True)
class MatchQuality:
    """The tally of all pairs, and of the pairs of each group, by dimension.

    `uncertain` is the share of records without any valid identifier, `missed` and `mistaken` are pairs to look at.
    """

    total: PairTally
    groups: dict[str, dict[str, PairTally]]
    uncertain: float
    missed: list[Pair]
    mistaken: list[Proposal]


def measured(
    records: Mapping[str, RecordFeatures],
    whose: Mapping[str, str],
    proposals: Iterable[Proposal],
    dimensions: Mapping[str, Grouping] | None = None,
) -> MatchQuality:
    """How these proposals do; `whose` says of each record whose it truly is. Pairs that identifiers join are not counted."""
    by = dimensions or {}
    total, groups = PairTally(), {name: defaultdict[str, PairTally](PairTally) for name in by}
    banded = {each.pair: each for each in proposals}
    true = set(_true_pairs(records, whose))

    def tallies(pair: Pair) -> Iterator[PairTally]:
        yield total
        for name, grouping in by.items():
            yield from (groups[name][group] for group in grouping(*pair))

    for pair in true:
        for tally in tallies(pair):
            tally.true += 1
    for pair, proposal in banded.items():
        for tally in tallies(pair):
            (tally.right if pair in true else tally.wrong)[proposal.band] += 1
    return MatchQuality(
        total,
        {name: dict(sorted(found.items())) for name, found in groups.items()},
        sum(not each.traits.identifiers for each in records.values()) / max(1, len(records)),
        sorted(true - banded.keys()),
        [each for pair, each in banded.items() if pair not in true],
    )


def _true_pairs(records: Mapping[str, RecordFeatures], whose: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of records of one person that no identifier joins."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(records.keys() & whose.keys()):
        found[whose[key]].append(key)
    for keys in found.values():
        yield from ((one, other) for one, other in combinations(keys, 2) if _unjoined(records[one], records[other]))


def _unjoined(one: RecordFeatures, other: RecordFeatures) -> bool:
    """Whether two records are not joined, and have no valid identifier in common by which anybody is asked about them."""
    return one.person != other.person and one.traits.identifiers.isdisjoint(other.traits.identifiers)


def dimensions(
    records: Mapping[str, RecordFeatures], today: date, ethnicity: Mapping[str, str] | None = None
) -> dict[str, Grouping]:
    """By what pairs are told apart: agencies, and ethnicity, sex and age as either record has them, or as is known."""
    known = ethnicity or {key: each.ethnicity for key, each in records.items() if each.ethnicity}

    def of_either(value: Callable[[RecordFeatures], str | None]) -> Grouping:
        return lambda left, right: [value(records[left]) or value(records[right]) or "not known"]

    return {
        "ethnicity": of_either(lambda each: known.get(each.key)),
        "sex": of_either(lambda each: each.sex),
        "age": of_either(lambda each: _age(each, today)),
        "agencies": lambda left, right: [" and ".join(sorted((records[left].agency, records[right].agency)))],
    }


def _age(each: RecordFeatures, today: date) -> str | None:
    if not (each.born or each.part):
        return None
    years = today.year - int((each.born or each.part or "")[:4])
    return next(f"under {top}" for top in _AGES if years < top)


def of_decisions(
    records: Mapping[str, RecordFeatures], decided: Mapping[Pair, str], model: MatchModel, by: Mapping[str, Grouping]
) -> MatchQuality:
    """How the matcher does on the pairs that people decided, `same` or `different`, as if nobody had and each record stood alone.

    Of what is proposed only these pairs count.
    """
    keys = {key for pair in decided for key in pair}
    alone = {key: replace(records[key], person=key) for key in sorted(keys & records.keys())}
    same = [pair for pair, verdict in decided.items() if verdict == "same" and set(pair) <= alone.keys()]
    whose = {key: part[0] for part in components(alone, same) for key in part}
    made = ranked(proposed(alone, AskedPairs(), model), {key: key for key in alone})
    return measured(alone, whose, [each for each in made if each.pair in decided], by)
