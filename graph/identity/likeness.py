"""Whether the names of two records may be one person's: slips, short forms, aliases, order, added middle names, transliterations.

Definition: docs/agency-extract.md, "Whether two records are one person". A record is compared by the words of its names, as
`graph.identity.name_words` takes them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.identity.name_words import consonants, words_of
from graph.identity.nicknames import may_be_one_name

# In shorter names the matcher, which joins nobody by itself, does let one letter pass for a slip (docs/adr/0039).
_LEAST_FOR_SLIP = 4
_LEAST_FOR_SOUND = 3
# What systems write where nobody knew a name: two records that have it in common have no name in common.
NO_NAME = frozenset(["baby", "unknown", "unborn", "unnamed", "infant", "not", "known", "xx", "xxx"])
# Parts of very many family names, which say nothing of whose they are.
PARTICLES = frozenset(
    {"al", "el", "ul", "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn", "bint", "st"}
)


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The names of a record as comparisons need them: `given` are the words of each set of given names, `words` of all names."""

    given: tuple[tuple[str, ...], ...] = ()
    words: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def names_of(given_names: str | None, family_name: str | None, other_names: tuple[str, ...] = ()) -> PersonNames:
    """The names of a record; `other_names` are `given names|family name` each. One without a name has none to compare."""
    if not (given_names or family_name or other_names):
        return PersonNames()
    parts = [(given_names or "", family_name or ""), *(_parted(each) for each in other_names)]
    given = dict.fromkeys(words for first, _ in parts if (words := _telling(words_of(first))))
    every = (word for both in parts for part in both for word in words_of(part))
    return PersonNames(tuple(given), frozenset(word for word in _telling(every) if word not in PARTICLES))


def given_names_differ(one: PersonNames, other: PersonNames) -> bool:
    """Whether given names differ by more than a slip, a short form, an alias, order or an added middle name; without, never."""
    return bool(one.given and other.given) and not any(_alike(mine, theirs) for mine in one.given for theirs in other.given)


def nothing_in_common(one: PersonNames, other: PersonNames) -> bool:
    """Whether both have names, and no word of one is a word of the other, its short form, its other spelling or a slip of it."""
    if not (one.words and other.words) or not one.words.isdisjoint(other.words):
        return False
    return not any(_one_name(mine, theirs) or _one_sound(mine, theirs) for mine in one.words for theirs in other.words)


def _parted(name: str) -> tuple[str, str]:
    given, _, family = name.partition("|")
    return given, family


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in NO_NAME)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word of the shorter has one of its own in the longer; an initial stands for a word, but never for all."""
    few, many = sorted((one, other), key=len)
    left, whole = list(many), False
    # The longest first: an initial may only have what no whole name needs.
    for word in sorted(few, key=len, reverse=True):
        found = next((each for each in left if _one_name(word, each)), None)
        whole |= found is not None
        if found is None:
            found = next((each for each in left if _initial(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return whole


def _initial(one: str, other: str) -> bool:
    return one != other and min(len(one), len(other)) == 1 and one[0] == other[0]


@lru_cache(maxsize=65536)
def _one_name(one: str, other: str) -> bool:
    """Whether two words may be one name: the same, a short form, or one letter off (never the first: Jayden is not Hayden)."""
    if one == other or may_be_one_name(one, other):
        return True
    slip = one[0] == other[0] and min(len(one), len(other)) >= _LEAST_FOR_SLIP
    return slip and OSA.distance(one, other, score_cutoff=1) <= 1


def _one_sound(one: str, other: str) -> bool:
    """Whether two words may be one name written out of another script or language: the same consonants, three or more."""
    sound = consonants(one)
    return len(sound) >= _LEAST_FOR_SOUND and sound == consonants(other)
