"""The matcher's model: how often each level of each comparison holds, how common each value is; frozen until trained again.

Where it is kept, and why: docs/adr/0037.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Self

import orjson

from graph.errors import CasegraphError
from graph.matching.comparisons import COMMON, COMPARISONS

_CHANCE = 1e-4
_PAIR = 2
_ASSUMED_SHARES = {"first": (0.008, 100), "family": (0.003, 100), "born": (0.0002, 5000)}
"""How common a value is assumed to be, and for how many people that counts."""
Odds = tuple[float, float]
"""How often a level holds between two records of one person, and between two of different people."""


@dataclass(frozen=True, slots=True)
class MatchModel:
    """A model. `levels` are the odds of each level by comparison, `chance` is how likely two records are one person's before
    anything is compared, `shares` what part of all people has a value, of those that others have too, and by the text "" of
    the rest; `records` how many records it was trained on, 0 where it is what is assumed before any training.
    """

    levels: Mapping[str, tuple[Odds, ...]]
    chance: float = _CHANCE
    records: int = 0
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    splink: str = ""

    @property
    def version(self) -> str:
        """What it is named by: the same where the model is the same."""
        return f"splink-{self.splink}/{sha256(self.settings()).hexdigest()[:12]}" if self.records else "assumed/1"

    @property
    def prior(self) -> float:
        """The chance as log2 of the odds."""
        return math.log2(self.chance / (1 - self.chance))

    def share(self, feature: str, value: str | None) -> float | None:
        """What part of the partnership's people has this value, beside the two who are compared; None before any training."""
        if value is None or not self.records:
            return None
        return self.shares[feature].get(value, self.shares[feature][""])

    def settings(self) -> bytes:
        """The model as JSON, the same bytes for the same model."""
        said = {
            "splink": self.splink,
            "records": self.records,
            "chance": self.chance,
            "levels": self.levels,
            "shares": self.shares,
        }
        return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)

    @classmethod
    def of(cls, settings: str | bytes) -> Self:
        """The model that was kept as JSON; raises CasegraphError where its comparisons are not those of this version."""
        said: dict[str, Any] = orjson.loads(settings)
        levels = {name: tuple((m, u) for m, u in odds) for name, odds in said["levels"].items()}
        if {name: len(odds) for name, odds in levels.items()} != {each.name: len(each.levels) for each in COMPARISONS}:
            raise CasegraphError("the matcher's model is of another version of casegraph: train again with casegraph match train")
        return cls(levels, said["chance"], said["records"], said["shares"], said["splink"])


ASSUMED = MatchModel({each.name: tuple((level.m, level.u) for level in each.levels) for each in COMPARISONS})
"""What is assumed before any training (docs/matching.md)."""


def shares_of(values: Mapping[str, Mapping[str, int]], people: int) -> dict[str, dict[str, float]]:
    """What part of all people has each value that others have too, of counts by feature; "" is for all other values.

    The two of a pair are not counted: how common a value is, others say. Among few people it is drawn towards what is assumed.
    """
    return {name: dict(_shares(values[name], people, *_ASSUMED_SHARES[name])) for name in COMMON}


def _shares(counts: Mapping[str, int], people: int, share: float, worth: int) -> Iterator[tuple[str, float]]:
    yield "", round(share * worth / (people + worth), 9)
    for value, count in sorted(counts.items()):
        if count > _PAIR:
            yield value, round((count - _PAIR + share * worth) / (people + worth), 9)
