"""What identity rests on in a record of a person, and why two of them cannot be one: a pure reading of two records.

Definition: docs/agency-extract.md, "Whether two records are one person". Certain: the same valid NHS number,
UPN or `scheme=value`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.identity.identifiers import valid_nhs_number, valid_upn
from graph.identity.likeness import given_names_differ, names_of, nothing_in_common

FORMER = {"former_nhs": ("nhs", valid_nhs_number), "former_upn": ("upn", valid_upn)}
"""The schemes of `other_ids` that name a number which was the person's before: it is looked for, and joins nobody by itself:
docs/adr/0018."""

STAND_INS = frozenset({date(1900, 1, 1), date(9999, 12, 31)})
"""Days that systems write where a date of birth is not known (docs/adr/0020)."""

_SCHEMES = (("nhs=", "NHS numbers"), ("upn=", "UPNs"))
Named = tuple[str | None, str | None, tuple[str, ...]]
NOBODY: Named = (None, None, ())
SameNumber = Callable[[str, str], bool]
"""Whether an agency says that one of two numbers replaced the other."""


@dataclass(frozen=True, slots=True)
class IdentityTraits:
    """What identity rests on in one record.

    `born` is a whole date of birth that is neither expected nor a stand-in, or None. `named` are given names, family name and
    other names as the record has them: most records are compared with none, and their names are never taken apart. `former` are
    the numbers that it names as former ones (`upn=…`, `nhs=…`), `replacements` the keys of records of its own system that it
    replaced or that replaced it.
    """

    key: str
    identifiers: frozenset[str]
    sex: str | None = None
    born: date | None = None
    sealed: bool = False
    named: Named = NOBODY
    former: frozenset[str] = frozenset()
    replacements: frozenset[str] = frozenset()

    @property
    def system(self) -> str:
        """The agency and system whose record it is."""
        return self.key.rpartition("/")[0]

    def number(self, scheme: str) -> str | None:
        """Its valid number of a scheme (`nhs=`, `upn=`), with the scheme before it."""
        return next((each for each in self.identifiers if each.startswith(scheme)), None)


def described(key: str, says: Mapping[str, Any], *, sealed: bool | None = None) -> IdentityTraits:
    """What identity rests on in a record with these properties; `sealed`: whether it is, where an earlier version may say so."""
    born, others = says.get("date_of_birth"), says.get("other_ids") or ()
    whole = says.get("date_of_birth_precision") == "day" and says.get("date_of_birth_kind") != "expected"
    return IdentityTraits(
        key,
        identifiers_of(says.get("nhs_number"), says.get("upn"), others),
        says.get("sex"),
        born if whole and isinstance(born, date) and born not in STAND_INS else None,
        says.get("sensitivity") == "sealed" if sealed is None else sealed,
        (says.get("given_names"), says.get("family_name"), tuple(says.get("other_names") or ())),
        former_numbers(others),
        frozenset(says.get("replacements") or ()),
    )


def identifiers_of(nhs_number: str | None, upn: str | None, other_ids: Iterable[str]) -> frozenset[str]:
    """The identifiers that join with certainty: valid NHS number, valid UPN, and every `scheme=value`."""
    nhs, pupil = valid_nhs_number(nhs_number or ""), valid_upn(upn or "")
    named = [f"nhs={nhs}"] * bool(nhs) + [f"upn={pupil}"] * bool(pupil)
    return frozenset(named) | frozenset(f"id:{each}" for each in other_ids)


def former_numbers(other_ids: Iterable[str]) -> frozenset[str]:
    """The valid numbers that other identifiers name as former ones, each as `upn=…` or `nhs=…`."""
    found: set[str] = set()
    for each in other_ids:
        scheme, _, value = each.partition("=") if each.startswith("former_") else ("", "", "")
        if scheme in FORMER:
            name, valid = FORMER[scheme]
            number = valid(value)
            found |= {f"{name}={number}"} if number else set()
    return frozenset(found)


def lookup_keys(record: IdentityTraits) -> frozenset[str]:
    """What a record is found by when another is looked for that may be the same person; a sealed one by nothing.

    The identifiers that it has, those that it names as former ones, and `record:` with the key of each replacement.
    """
    if record.sealed:
        return frozenset()
    if not (record.former or record.replacements):
        return record.identifiers
    return record.identifiers | record.former | {replacement_key(key) for key in record.replacements}


def replacement_key(key: str) -> str:
    """What a record is found by that speaks of the record of this key as replaced, or replacing."""
    return f"record:{key}"


def replaced(one: IdentityTraits, other: IdentityTraits) -> bool:
    """Whether their own system says that one of two records replaced the other."""
    return one.system == other.system and (other.key in one.replacements or one.key in other.replacements)


def _never(_: str, __: str) -> bool:
    return False


def contradictions(one: IdentityTraits, other: IdentityTraits, same_number: SameNumber = _never) -> tuple[str, ...]:
    """Every reason why two records cannot be taken for one person, in words; none where they can."""
    return tuple(_reasons(one, other, same_number))


def _reasons(one: IdentityTraits, other: IdentityTraits, same_number: SameNumber) -> Iterator[str]:
    mine, theirs = names_of(*one.named), names_of(*other.named)
    if one.system == other.system and given_names_differ(mine, theirs) and not replaced(one, other):
        yield "they are two records of one system, with different given names"
    for scheme, name in _SCHEMES:
        first, second = one.number(scheme), other.number(scheme)
        if first and second and first != second and not (same_number(first, second) or replaced(one, other)):
            yield f"they have two different valid {name}, and no agency says that one replaced the other"
    if {one.sex, other.sex} == {"F", "M"}:
        yield "one record says F, the other M"
    if one.born and other.born and differences(one.born, other.born) > 1:
        yield "their dates of birth differ in more than one of day, month and year"
    elif (one.born is None or one.born != other.born) and nothing_in_common(mine, theirs):
        yield "their names have no word in common, and a date of birth differs or is missing"


def differences(one: date, other: date) -> int:
    """In how many of day, month and year two dates differ; day and month the other way round are one difference."""
    if one.day != other.day and (one.day, one.month) == (other.month, other.day):
        return 1 + (one.year != other.year)
    return (one.day != other.day) + (one.month != other.month) + (one.year != other.year)
