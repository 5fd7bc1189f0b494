"""The matcher's model: how often each level of each comparison holds, how common each value is; frozen until trained again."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Self

import orjson

from graph.errors import CasegraphError
from graph.matching.comparisons import COMMON, COMPARISONS

_CHANCE = 1e-4
Odds = tuple[float, float]
"""How often a level holds between two records of one person, and between two of different people."""


@dataclass(frozen=True, slots=True)
class MatchModel:
    """A model. `levels` are the odds of each level by comparison, `chance` is how likely two records are one person's before
    anything is compared, `shares` what part of all records has a value, of those that more than one has; `records` how many
    records it was trained on, 0 where it is what is assumed before any training.
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
        """What part of the partnership's records has this value; of a value never seen, or seen once, one record's part."""
        if value is None or not self.records:
            return None
        return self.shares[feature].get(value, 1 / self.records)

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


def shares_of(values: Mapping[str, Mapping[str, int]], records: int) -> dict[str, dict[str, float]]:
    """What part of all records has each value that more than one has, of counts by feature."""
    return {name: {value: round(n / records, 9) for value, n in sorted(values[name].items()) if n > 1} for name in COMMON}
