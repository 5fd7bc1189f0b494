"""What comes before any score: pairs of records that are never proposed, and pairs that are never proposed as likely. Pure.

Definition: docs/matching.md, "Rules before any score". A rule answers with the code of why, or None where it has nothing to say.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from rapidfuzz.distance import OSA

from graph.identity.likeness import given_names_differ, names_of
from graph.identity.resolution import SameNumber, replaced
from graph.matching.features import UNBORN_DAYS, RecordFeatures

TWINS = "might_be_twins"
_GENERATION = 12
"""Years between two birthdays from which on they are not one person's, whatever the names: a father and a son may share them."""
_CLOSE_BIRTHDAYS = frozenset({"same", "partial", "day_and_month_swapped", "one_digit"})
_LIKE_NAMES = frozenset({"one_letter", "sound", "initial"})
# Missing every slip in names as short as these would be missing the people who have them (docs/adr/0039).
_SHORT = (2, 3)
_NUMBERS = ("nhs=", "upn=")
Rule = Callable[[RecordFeatures, RecordFeatures, SameNumber], str | None]


def never(one: RecordFeatures, other: RecordFeatures, same_number: SameNumber) -> str | None:
    """Why two records are never proposed as one person, whatever else agrees."""
    return never_of_persons([one], [other], same_number) or nameless(one, other) or twins(one, other)


def never_of_persons(mine: Sequence[RecordFeatures], theirs: Sequence[RecordFeatures], same_number: SameNumber) -> str | None:
    """Why no records of two persons are proposed: joining two would join them all."""
    pairs = ((one, other) for one in mine for other in theirs)
    return next((code for one, other in pairs for rule in _NEVER if (code := rule(one, other, same_number))), None)


def nameless(one: RecordFeatures, other: RecordFeatures) -> str | None:
    """A record without a forename joins a child only by mother and day: why not where it does not."""
    if one.first and other.first:
        return None
    mother = not set(one.mothers).isdisjoint(other.mothers)
    return None if mother and _of_one_birth(one, other) else "no_forename"


def not_likely(one: RecordFeatures, other: RecordFeatures, levels: Mapping[str, str]) -> tuple[str, ...]:
    """Why two records are proposed as possible at most, by the levels of their comparisons."""
    held = [
        ("no_forename", one.first is None or other.first is None),
        ("no_birthday", "birthday" not in levels),
        ("birthdays_differ", levels.get("birthday", "same") not in _CLOSE_BIRTHDAYS),
        ("one_system", one.traits.system == other.traits.system and _names_differ(one, other)),
        ("given_names_differ", _names_differ(one, other)),
        (TWINS, levels.get("forename") in _LIKE_NAMES and _born_alike(one, other) and _related(one, other)),
    ]
    return tuple(code for code, holds in held if holds)


def _sealed(one: RecordFeatures, other: RecordFeatures, _: SameNumber) -> str | None:
    return "sealed" if one.traits.sealed or other.traits.sealed else None


def _sexes(one: RecordFeatures, other: RecordFeatures, _: SameNumber) -> str | None:
    return "sexes_differ" if {one.sex, other.sex} == {"F", "M"} else None


def _numbers(one: RecordFeatures, other: RecordFeatures, same_number: SameNumber) -> str | None:
    for scheme in _NUMBERS:
        mine, theirs = one.traits.number(scheme), other.traits.number(scheme)
        if mine and theirs and mine != theirs and not (same_number(mine, theirs) or replaced(one.traits, other.traits)):
            return f"two_{scheme[:-1]}_numbers"
    return None


def _generations(one: RecordFeatures, other: RecordFeatures, _: SameNumber) -> str | None:
    mine, theirs = _earliest(one), _earliest(other)
    if mine is None or theirs is None:
        return None
    earlier, later = sorted((mine, theirs))
    return "generations_apart" if _next_generation(earlier) <= later else None


# Asked of the same few thousand days for every pair of records.
@lru_cache(maxsize=65536)
def _next_generation(born: date) -> date:
    return born + relativedelta(years=_GENERATION)


def _earliest(record: RecordFeatures) -> date | None:
    """The birthday; of a partial one the first day, of an unborn child the day that is expected."""
    digits = record.born or record.part
    if not digits:
        return record.expected
    whole = digits + "0101"[len(digits) - 4 :] if len(digits) < 8 else digits
    return date(int(whole[:4]), int(whole[4:6]), int(whole[6:8]))


def twins(one: RecordFeatures, other: RecordFeatures) -> str | None:
    """Different forenames with one birthday, in one family: whatever else they have in common, twins have too."""
    alike = _born_alike(one, other) and _related(one, other)
    return "twins" if alike and _names_differ(one, other) else None


def _born_alike(one: RecordFeatures, other: RecordFeatures) -> bool:
    return one.born is not None and one.born == other.born


def _related(one: RecordFeatures, other: RecordFeatures) -> bool:
    """Whether two records have a family name, a home or a relative in common."""
    # The definition asks for all of these; half of all records have no address, and brothers and sisters often have two family
    # names. One is enough, which keeps more apart (docs/adr/0039).
    shared = ("surnames", "homes", "postcodes", "kin", "kin_names")
    return any(not set(getattr(one, name)).isdisjoint(getattr(other, name)) for name in shared)


def _names_differ(one: RecordFeatures, other: RecordFeatures) -> bool:
    """Whether the given names differ by more than a slip, a short form, an alias, order or an added name."""
    return given_names_differ(names_of(*one.traits.named), names_of(*other.traits.named)) and not _short_and_alike(one, other)


def _short_and_alike(one: RecordFeatures, other: RecordFeatures) -> bool:
    """One letter more or less, or another one, in a name of two or three: so many names are no longer than that."""
    mine, theirs = one.first or "", other.first or ""
    return mine[:1] == theirs[:1] and min(len(mine), len(theirs)) in _SHORT and OSA.distance(mine, theirs, score_cutoff=1) <= 1


def _of_one_birth(one: RecordFeatures, other: RecordFeatures) -> bool:
    """Whether two records may tell of one birth: the same day, or a day around the one that was expected."""
    first, second = (one, other) if one.expected else (other, one)
    if first.expected is None:
        return _born_alike(one, other)
    born = second.expected or _earliest(second)
    early, late = (timedelta(days=days) for days in UNBORN_DAYS)
    if second.expected:
        early = late
    return born is not None and (second.expected or second.born) is not None and -early <= born - first.expected <= late


_NEVER: tuple[Rule, ...] = (_sealed, _sexes, _numbers, _generations)
