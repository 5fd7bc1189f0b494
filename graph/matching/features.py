"""What records of people are compared by: the features of each, as of its newest version. Pure.

A feature is what one system says of one of its own records, and what it says of the people whom it ties to it; it never depends
on who is taken for whom, so the score of two records is the same whatever was loaded first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from graph.identity.identifiers import valid_nhs_number, valid_upn
from graph.identity.likeness import NO_NAME, PARTICLES
from graph.identity.name_words import consonants, words_of
from graph.identity.nicknames import forms_of
from graph.identity.resolution import STAND_INS, IdentityTraits, described

HOMES = frozenset({"home", "temporary", "foster_home", "hostel", "other"})
"""The kinds of address that say something of who somebody is: thousands share a hospital or a school."""

UNBORN_DAYS = (150, 45)
"""By how many days a child may be born before the day that was expected, and after it."""

_MOST_KEYS = 40
_LEAST_SOUND = 2


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody whom a system ties to a record, by their own key; `relation`: parent, child, carer, ward, sibling or partner."""

    relation: str
    key: str


@dataclass(slots=True)
class RecordFeatures:
    """What a record is compared by.

    `first` is its first given name, `given` all given names, `surnames` the words of its family names, `forms` what the given
    names are short for. `born` is YYYYMMDD; `part` YYYY or YYYYMM where no more is known; `expected` the day on which an unborn
    child was expected. `homes` are ids of addresses, `kin` and `kin_names` relatives with what tells them for certain, and by
    name alone. `blocks` are the keys of which two records have one in common where they are compared at all.
    """

    traits: IdentityTraits
    person: str
    agency: str
    role: str
    ethnicity: str | None = None
    first: str | None = None
    family: str | None = None
    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    first_forms: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    born: str | None = None
    part: str | None = None
    expected: date | None = None
    nhs: str | None = None
    upn: str | None = None
    ids: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    relatives: tuple[Relative, ...] = ()
    kin: tuple[str, ...] = ()
    kin_names: tuple[str, ...] = ()
    mothers: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the record: agency/system/local id."""
        return self.traits.key

    @property
    def sex(self) -> str | None:
        """F, M or X; None where it is not known."""
        return self.traits.sex if self.traits.sex in ("F", "M", "X") else None

    @property
    def schemes(self) -> tuple[str, ...]:
        """The schemes of its identifiers, valid or not."""
        named = [each.partition("=")[0] for each in self.ids if "=" in each]
        return tuple(dict.fromkeys([*(["nhs"] if self.nhs else []), *(["upn"] if self.upn else []), *named]))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its identifiers with their schemes, valid or not."""
        return (*([f"nhs={self.nhs}"] if self.nhs else []), *([f"upn={self.upn}"] if self.upn else []), *self.ids)


@dataclass(slots=True)
class RecordFacts:
    """What the store says of some records: their properties and persons, stays and ties, by record key."""

    says: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    stays: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[str, set[Relative]] = field(default_factory=lambda: defaultdict(set))


def features_of(facts: RecordFacts, *, blocks: bool = True) -> dict[str, RecordFeatures]:
    """The features of every record of these facts, by key. Without `blocks` (most of the work) it is not said who is compared at
    all: pairs that are known need it not."""
    found = {key: _own(key, says, facts) for key, says in facts.says.items()}
    named = {key: (_kin_names(each), _mark(each)) for key, each in found.items()}
    for each in found.values():
        _add_kin(each, named)
        each.blocks = tuple(dict.fromkeys(_blocks(each))) if blocks else ()
    return found


def _own(key: str, says: Mapping[str, Any], facts: RecordFacts) -> RecordFeatures:
    given, surnames = _names(says.get("given_names"), says.get("family_name"), tuple(says.get("other_names") or ()))
    made = RecordFeatures(
        described(key, says), facts.person[key], key.partition("/")[0], says.get("role") or "", says.get("ethnicity")
    )
    own = _telling(says.get("given_names") or "")
    made.first, made.family = (own[0] if own else None), "".join(words_of(says.get("family_name") or "")) or None
    made.given, made.surnames = given, surnames
    made.first_forms = forms_of(made.first) if made.first else ()
    made.forms = tuple(dict.fromkeys(form for word in given for form in forms_of(word)))
    made.born, made.part, made.expected = _birth(says)
    made.nhs = _digits(says.get("nhs_number"))
    made.upn = (says.get("upn") or "").strip().upper() or None
    # A number that is named as a former one is nobody's for certain (docs/adr/0018).
    made.ids = tuple(sorted(each for each in says.get("other_ids") or () if not each.startswith("former_")))
    stays = facts.stays.get(key, ())
    made.homes = tuple(sorted({place for place, _ in stays if place}))
    made.postcodes = tuple(sorted({code for _, code in stays if code}))
    made.relatives = tuple(sorted(facts.ties.get(key, ()), key=lambda each: (each.relation, each.key)))
    return made


@lru_cache(maxsize=65536)
def _names(given: str | None, family: str | None, others: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of all given names, and of all family names."""
    pairs = [(given or "", family or ""), *((each.partition("|")[0], each.partition("|")[2]) for each in others)]
    first = dict.fromkeys(word for each, _ in pairs for word in _telling(each))
    last = dict.fromkeys(word for _, each in pairs for word in words_of(each) if word not in PARTICLES and word not in NO_NAME)
    return tuple(first), tuple(last)


@lru_cache(maxsize=65536)
def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(text) if word not in NO_NAME and word not in PARTICLES)


def _birth(says: Mapping[str, Any]) -> tuple[str | None, str | None, date | None]:
    """A whole birthday, a partial one, and the day on which an unborn child is expected: one of them at most."""
    born, precision = says.get("date_of_birth"), says.get("date_of_birth_precision")
    if not isinstance(born, date) or born in STAND_INS:
        return None, None, None
    if says.get("date_of_birth_kind") == "expected":
        return None, None, born
    if precision == "day":
        return born.strftime("%Y%m%d"), None, None
    return None, born.strftime("%Y%m" if precision == "month" else "%Y"), None


def _digits(nhs: str | None) -> str | None:
    """The ten digits of an NHS number as they stand, valid or not."""
    digits = "".join(each for each in nhs or "" if each.isdigit())
    return digits if len(digits) == 10 and len(set(digits)) > 1 else None


def _kin_names(each: RecordFeatures) -> tuple[str, ...]:
    return tuple(f"{form} {word}" for form in each.first_forms for word in each.surnames)


def _mark(each: RecordFeatures) -> tuple[str, ...]:
    """What tells a relative for certain: their valid numbers, or name and birthday."""
    numbers = [valid_nhs_number(each.nhs or "") and f"nhs={each.nhs}", valid_upn(each.upn or "") and f"upn={each.upn}"]
    births = [f"{form} {each.born}" for form in each.first_forms if each.born]
    return (*(number for number in numbers if number), *each.ids, *births)


def _add_kin(each: RecordFeatures, named: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> None:
    known = [(tie, *named[tie.key]) for tie in each.relatives if tie.key in named]
    each.kin_names = tuple(dict.fromkeys(f"{tie.relation}:{name}" for tie, names, _ in known for name in names))
    each.kin = tuple(dict.fromkeys(f"{tie.relation}:{mark}" for tie, _, marks in known for mark in marks))
    each.mothers = tuple(name for name in (*each.kin, *each.kin_names) if name.startswith("parent:"))


def _blocks(each: RecordFeatures) -> Iterable[str]:
    """The keys of which two records must have one in common to be compared."""
    if each.born:
        yield f"b:{each.born}"
    yield from _name_blocks(each)
    for form in each.first_forms:
        for place in each.homes[:_MOST_KEYS]:
            yield f"a:{place}|{form}"
        for name in (*each.kin, *each.kin_names)[:_MOST_KEYS]:
            yield f"k:{name}|{form}"
    for year in _years(each):
        for name in each.mothers[:_MOST_KEYS]:
            yield f"m:{name}|{year}"


def _name_blocks(each: RecordFeatures) -> Iterable[str]:
    """Given and family name in any order; and one of them exactly, where the other sounds the same."""
    sound = consonants(each.first or "")
    for word in each.surnames:
        if len(sound) >= _LEAST_SOUND:
            yield f"s:{sound}|{word}"
        heard = consonants(word)
        for form in each.first_forms:
            yield "n:" + "|".join(sorted((form, word)))
            if len(heard) > _LEAST_SOUND:
                yield f"t:{form}|{heard}"


def _years(each: RecordFeatures) -> Iterable[int]:
    """The years in which a nameless child may be born, and (of a child with a name) was."""
    if each.expected:
        return (each.expected.year - 1, each.expected.year, each.expected.year + 1)
    return (int((each.born or each.part or "")[:4]),) if each.born or each.part else ()
