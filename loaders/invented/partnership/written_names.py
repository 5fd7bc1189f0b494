"""How a person's names differ from one record to the next: short forms, slips, other spellings, changed and double family names.

Between two records of one person about 12 % of given names and 18 % of family names differ, as they do between real systems
(docs/matching.md): so each record goes its own way at about half those rates.
"""

from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from graph.identity.nicknames import also_called
from loaders.invented.names import HERITAGES, Heritage
from loaders.invented.notes import Human

_GIVEN_DIFFERS, _FAMILY_DIFFERS = 0.063, 0.095
_HAS_MIDDLE, _WRITES_MIDDLE = 0.4, 0.35
_BIRTHDAY_DIFFERS = 0.02
_KNOWN_AS = 0.5
_LATER = timedelta(days=40)
_SPELLINGS = (
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("ph", "f"), ("ck", "k"), ("sh", "ch"), ("aa", "a"), ("ei", "ai"), ("ai", "ay"),
    ("y", "i"), ("i", "y"), ("q", "k"), ("k", "c"), ("c", "k"), ("dz", "z"), ("z", "s"), ("w", "v"), ("th", "t"), ("ll", "l"),
    ("nn", "n"), ("mm", "m"), ("ss", "s"), ("u", "oo"),
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {letter: beside for row in _ROWS for letter, beside in zip(row, row[1:] + row[-2], strict=True)}


class WrittenName(NamedTuple):
    """A person's names as one record has them; `others` as the extract's column takes them."""

    given: str | None
    family: str
    others: str | None


class NameWriter:
    """How the records of one family write names. It has a random stream of its own: what else is told stays the same."""

    def __init__(self, rng: Random, family_names: tuple[str, ...]) -> None:
        self._rng, self._family_names = rng, family_names
        self._middle: dict[Human, str | None] = {}

    def written(self, human: Human) -> WrittenName:
        """The names of somebody in another record."""
        rng, others = self._rng, human.former_name
        keeps_former = others if rng.random() < 0.5 else None
        if not human.given:
            return WrittenName(None, human.family, keeps_former)
        given, family = human.given, human.family
        if rng.random() < _GIVEN_DIFFERS:
            given = self._other_given(human)
        elif (middle := self._middle_of(human)) and rng.random() < _WRITES_MIDDLE:
            given = f"{given} {middle}"
        if rng.random() < _FAMILY_DIFFERS:
            family = self._other_family(human)
        if rng.random() < 0.004:
            given, family = family, given
        return WrittenName(given, family, keeps_former)

    def birthday(self, born: date) -> date:
        """A birthday as another record has it: now and then with a slip, never one by which somebody is born much later."""
        rng = self._rng
        if rng.random() > _BIRTHDAY_DIFFERS:
            return born
        day, month = rng.choice((-10, -2, -1, 1, 10)), rng.choice((-10, -1, 1))
        slips = [(born.year, born.day, born.month), *[(born.year, born.month, born.day + day)] * 2]
        slips += [(born.year, born.month + month, born.day), (born.year - 1, born.month, born.day)]
        rng.shuffle(slips)
        return next((made for slip in slips if (made := _date(*slip)) and made - born < _LATER), born)

    def same(self, copy: Human, human: Human) -> None:
        """Say that two stand for one person, who has one middle name."""
        self._middle[copy] = self._middle_of(human)

    def _middle_of(self, human: Human) -> str | None:
        if human not in self._middle:
            self._middle[human] = _pool(human).given(self._rng, human.sex) if self._rng.random() < _HAS_MIDDLE else None
            if self._middle[human] == human.given:
                self._middle[human] = None
        return self._middle[human]

    def _other_given(self, human: Human) -> str:
        """A short form, a slip, another spelling, the middle name instead, or (rarely) another name altogether."""
        rng, short, middle = self._rng, also_called(human.given.lower()), self._middle_of(human)
        spelt = 8 if human.language and human.language != "English" else 3
        ways = [spelt_otherwise(rng, human.given)] * spelt + [slipped(rng, human.given)] * 4
        ways += [rng.choice(short).capitalize()] * 6 if short else []
        ways += [middle, f"{human.given[0]} {middle}"] if middle else []
        ways += [HERITAGES[0].given(rng, human.sex)] if rng.random() < _KNOWN_AS else []
        return rng.choice(ways)

    def _other_family(self, human: Human) -> str:
        """A slip, another spelling, a former name, the other parent's name, or both together."""
        rng, chance = self._rng, self._rng.random()
        if chance < 0.3:
            return slipped(rng, human.family)
        if chance < 0.45:
            return spelt_otherwise(rng, human.family)
        others = [name for name in self._family_names if name != human.family]
        former = (human.former_name or "").partition("|")[2]
        if former and chance < 0.8:
            return former
        if not others:
            return slipped(rng, human.family)
        other = rng.choice(others)
        return f"{human.family}-{other}" if chance < 0.7 else other


def slipped(rng: Random, name: str) -> str:
    """A name with a slip of typing: a letter left out, doubled, beside the right one, or two the other way round."""
    if len(name) < 3:
        return name
    place = rng.randrange(1, len(name))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    match rng.randrange(4):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + _BESIDE.get(letter, "e") + after
        case _:
            return before + after[:1] + letter + after[1:]


def spelt_otherwise(rng: Random, name: str) -> str:
    """Another spelling of a name, as where it is heard, or written out of another script; a slip where it has only one."""
    lower = name.lower()
    known = [(old, new) for old, new in _SPELLINGS if old in lower[1:]]
    if not known:
        return slipped(rng, name)
    old, new = rng.choice(known)
    place = lower.index(old, 1)
    return name[:place] + new + name[place + len(old) :]


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _pool(human: Human) -> Heritage:
    return next((each for each in HERITAGES if each.code == human.ethnicity), HERITAGES[0])
