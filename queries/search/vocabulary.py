"""Which words of the store a word asked for may mean: the one place for what an engine's own text search would do.

The words are few beside the records (names repeat), so they are held in memory, and read anew when the store has others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.identity.name_words import consonants
from graph.identity.nicknames import also_called

_MOST = 60
_LEAST_FOR_SLIP, _LEAST_FOR_TWO = 4, 8


@dataclass(frozen=True, slots=True)
class Meant:
    """A word of the store that a word asked for may mean, how well (0 to 1, for ordering alone) and how."""

    word: str
    weight: float
    how: str


class Uses(NamedTuple):
    """How many records have a word in a name, and how many addresses are spelt with it: roughly, as when the words were read."""

    names: int
    addresses: int


class Vocabulary:
    """The words of a store and how common each is, and the systems of its agencies; `stamp` tells this state from another."""

    def __init__(self, words: Mapping[str, Uses], stamp: object, systems: Iterable[tuple[str, str]] = ()) -> None:
        self.stamp, self.systems = stamp, sorted(systems)
        self._uses = words
        self._words = sorted(words)
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._alike[consonants(word)].append(word)

    def __len__(self) -> int:
        return len(self._words)

    def meant_by(self, typed: str) -> list[Meant]:
        """The words that this one may mean, the likeliest first, each once."""
        found: dict[str, Meant] = {}
        for each in (*self._exact_or_alike(typed), *self._misspelt(typed), *self._begun(typed)):
            if each.word in self._uses and each.weight > found.get(each.word, each).weight - 1e-9:
                found[each.word] = each
        return sorted(found.values(), key=lambda each: (-each.weight, each.word))[:_MOST]

    def rarest(self, meanings: Sequence[Iterable[str]], least: int, uses: Callable[[Uses], int]) -> list[str]:
        """The words from which everything is reached that has one or another of at least so many of these meanings.

        That is all of them but the `least - 1` commonest: whatever has enough has one of the others.
        """
        known = [[word for word in meaning if word in self._uses] for meaning in meanings]
        known.sort(key=lambda meaning: sum(uses(self._uses[word]) for word in meaning))
        return sorted({word for meaning in known[: len(known) - least + 1] for word in meaning})

    def _exact_or_alike(self, typed: str) -> Iterable[Meant]:
        yield Meant(typed, 1.0, "")
        for other in also_called(typed):
            yield Meant(other, 0.9, f"{other} for {typed}")
        skeleton = consonants(typed)
        if len(skeleton) >= 3 and typed.isalpha():
            for other in self._alike.get(skeleton, ()):
                yield Meant(other, 0.85 if other != typed else 1.0, f"spelt {other}" if other != typed else "")

    def _misspelt(self, typed: str) -> Iterable[Meant]:
        if len(typed) < _LEAST_FOR_SLIP or not typed.isalpha():
            return
        most = 2 if len(typed) >= _LEAST_FOR_TWO else 1
        for word, distance, _ in process.extract(typed, self._words, scorer=OSA.distance, score_cutoff=most, limit=_MOST):
            if distance:
                letters = "one letter" if distance == 1 else "two letters"
                yield Meant(word, 0.8 if distance == 1 else 0.7, f"{letters} off: {word}")

    def _begun(self, typed: str) -> Iterable[Meant]:
        if len(typed) < 3 or not typed.isalpha():
            return
        begun = (word for word in self._words if word.startswith(typed) and word != typed)
        for word, _ in zip(begun, range(_MOST), strict=False):
            yield Meant(word, 0.6, f"begins so: {word}")
