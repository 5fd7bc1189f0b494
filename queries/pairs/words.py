"""What two records have in common and in what they differ, in plain words: one sentence's part for each level of each comparison.

A level is what the matcher compares by (`graph.matching.comparisons`); a test asks for the words of every one. Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.identity.resolution import IdentityTraits
from graph.matching.match_model import MatchModel
from queries.core.wording import listed
from queries.pairs.seen_records import MatchedRecord

_NUMBERS = {"nhs": "NHS number", "upn": "UPN"}
_RARE, _COMMON = 0.001, 0.01


@dataclass(frozen=True, slots=True)
class Said:
    """Words about a comparison: whether they are of what `agrees`, else of what differs; `brief` is said in passing."""

    agrees: bool
    words: str
    brief: str = ""


Both = tuple[MatchedRecord, MatchedRecord]
_Telling = Callable[[Both], Said]


def _agree(words: Callable[[Both], str], brief: str) -> _Telling:
    return lambda both: Said(True, words(both), brief)


def _differ(words: Callable[[Both], str], brief: str = "") -> _Telling:
    return lambda both: Said(False, words(both), brief)


def _quoted(name: str) -> Callable[[Both], str]:
    return lambda both: " and ".join(f"'{getattr(each, name) or ''}'" for each in both)


def _days(both: Both) -> str:
    return " and ".join(birthday_of(each) for each in both)


_given, _family = _quoted("given_names"), _quoted("family_name")


def _names(both: Both) -> str:
    return " and ".join(f"'{' '.join(part for part in (each.given_names, each.family_name) if part)}'" for each in both)


NUMBER_IN_COMMON = "a number in common that joins nobody, since it is not valid or a former one", "a number in common"
_WORDS: Mapping[str, _Telling] = {
    "forename:same": _agree(lambda both: f"the same forename, '{both[0].given_names}'", "forename"),
    "forename:short_form": _agree(
        lambda both: f"forenames that are forms of one name: {_given(both)}", "a form of the same forename"
    ),
    "forename:other_name": _agree(
        lambda both: f"a forename in common among all their names: {_names(both)}", "one of its forenames in common"
    ),
    "forename:one_letter": _agree(lambda both: f"forenames one letter apart: {_given(both)}", "a forename one letter apart"),
    "forename:sound": _agree(lambda both: f"forenames that sound alike: {_given(both)}", "a forename that sounds alike"),
    "forename:initial": _agree(
        lambda both: f"an initial that may stand for the forename: {_given(both)}", "an initial of the forename"
    ),
    "forename:differs": _differ(lambda both: f"the forenames differ: {_given(both)}", "another forename"),
    "surname:same": _agree(lambda both: f"the same surname, '{both[0].family_name}'", "surname"),
    "surname:part": _agree(lambda both: f"a surname in common among theirs: {_names(both)}", "one of its surnames in common"),
    "surname:reversed": _agree(
        lambda both: f"forename and surname the other way round: {_names(both)}", "forename and surname the other way round"
    ),
    "surname:one_letter": _agree(
        lambda both: f"surnames one letter apart, or of one sound: {_family(both)}", "a surname like it"
    ),
    "surname:differs": _differ(lambda both: f"the surnames differ: {_family(both)}", "another surname"),
    "birthday:same": _agree(lambda both: f"the same birthday, {birthday_of(both[0])}", "birthday"),
    "birthday:partial": _agree(
        lambda both: f"birthdays that agree as far as they go: {_days(both)}", "a birthday that agrees as far as it goes"
    ),
    "birthday:day_and_month_swapped": _agree(
        lambda both: f"birthdays with day and month the other way round: {_days(both)}", "a birthday with day and month swapped"
    ),
    "birthday:one_digit": _agree(lambda both: f"birthdays one digit apart: {_days(both)}", "a birthday one digit off"),
    "birthday:year_differs": _differ(
        lambda both: f"the birthdays are of different years: {_days(both)}", "a birthday in another year"
    ),
    "birthday:one_part": _differ(
        lambda both: f"the birthdays have the year and one part more in common: {_days(both)}", "another birthday"
    ),
    "birthday:differs": _differ(lambda both: f"the birthdays differ: {_days(both)}", "another birthday"),
    "home:same": _agree(lambda _: "an address at which both have lived", "home"),
    "home:postcode": _agree(lambda _: "a postcode in which both have lived", "a home in the same postcode"),
    "home:differs": _differ(lambda _: "no address or postcode is on both"),
    "family:same": _agree(lambda _: "a relative in common, by number or by name and birthday", "relative"),
    "family:by_name": _agree(lambda _: "a relative of the same name", "a relative of the same name"),
    "family:differs": _differ(lambda _: "no relative is on both"),
    "identifiers:same": _agree(lambda _: NUMBER_IN_COMMON[0], NUMBER_IN_COMMON[1]),
    "identifiers:one_digit": _agree(lambda _: "numbers one digit apart, of which one may be a slip", "a number one digit apart"),
    "identifiers:differs": _differ(lambda _: "the numbers of one kind differ", "another number"),
    "sex:same": _agree(lambda both: f"the same sex, {both[0].sex}", ""),
    "sex:differs": _differ(lambda both: f"the sex differs: {both[0].sex} and {both[1].sex}"),
    "system:same": _differ(lambda _: "they are two records of one system, which numbers them apart"),
}
SILENT = frozenset({"system:other"})
"""Levels of which there is nothing to say."""

HELD_BACK = {
    "too_little_agrees": "what agrees is not enough to call it likely",
    "no_forename": "one of them has no forename, and is tied by mother and day alone",
    "no_birthday": "one of them has no date of birth",
    "birthdays_differ": "the birthdays differ by more than a slip",
    "one_system": "one system numbers them apart, under different forenames",
    "given_names_differ": "the forenames differ by more than a slip, a short form or another spelling",
    "might_be_twins": "like forenames, one birthday and one family are what twins have too",
    "another_is_as_near": "another record is as near",
}
"""Why a pair is no more than possible, by the matcher's codes."""
RULED_OUT = {
    "sexes_differ": "one record says F, the other M",
    "two_nhs_numbers": "they have two different valid NHS numbers, and no agency says that one replaced the other",
    "two_upn_numbers": "they have two different valid UPNs, and no agency says that one replaced the other",
    "generations_apart": "their birthdays are twelve years or more apart",
    "no_forename": "one of them has no forename, and no mother and day in common say whose record it is",
    "twins": "one birthday and one family under different forenames are what twins have: only an identifier joins these",
}
"""Why a pair is never proposed, by the code of the rule."""
NOT_PROPOSED = "what is on record here does not make them one person's"
NO_IDENTIFIER = "no identifier joins them, so somebody has to decide"
UNKNOWN = {"birthday": "date of birth", "home": "home", "family": "relatives", "forename": "forename", "surname": "surname"}


def said_of(levels: Mapping[str, str], both: Both) -> list[Said]:
    """The words of each comparison, in the order of the comparisons."""
    codes = (f"{name}:{level}" for name, level in levels.items())
    return [_WORDS[code](both) for code in codes if code not in SILENT]


def unknown_words(levels: Mapping[str, str]) -> str | None:
    """Which comparisons could not be made, since one record says nothing; None where all could."""
    missing = [word for name, word in UNKNOWN.items() if name not in levels]
    return f"there is nothing to compare of {listed(missing)}" if missing else None


def frequency_words(model: MatchModel, feature: str, value: str | None, written: str | None) -> str | None:
    """How common a name is among the people whom the matcher learned from; None where it never learned.

    In words alone: what the model keeps is drawn towards what is assumed, and is no count that could be told as one.
    """
    share = model.share(feature, value)
    if share is None or not written:
        return None
    return f"'{written}' {'is rare here' if share < _RARE else 'is common here' if share > _COMMON else 'is not rare here'}"


def identifier_words(one: IdentityTraits, other: IdentityTraits) -> tuple[str, ...]:
    """What two records have in common of identifiers, in words."""
    found = [f"both have the {_named(each)}" for each in sorted(one.identifiers & other.identifiers)]
    former = [*sorted(one.former & other.identifiers), *sorted(other.former & one.identifiers)]
    return (*found, *(f"one has the {_named(each)}, which the other names as a former one" for each in former))


def _named(identifier: str) -> str:
    scheme, _, value = identifier.removeprefix("id:").partition("=")
    return f"{_NUMBERS.get(scheme, scheme)} {value}"


def birthday_of(record: MatchedRecord) -> str:
    """The date of birth as far as it is known."""
    if record.date_of_birth is None:
        return "none"
    precision = {"month": 7, "year": 4}.get(record.date_of_birth_precision or "", 10)
    kind = f" ({record.date_of_birth_kind})" if record.date_of_birth_kind not in (None, "actual") else ""
    return f"{record.date_of_birth.isoformat()[:precision]}{kind}"


def brief_words(said: Iterable[Said], called: str = "") -> str:
    """`has the same forename, surname and birthday`: what agrees, said in passing, and what differs of name and birthday."""
    every = list(said)
    agreeing = [each.brief for each in every if each.agrees and each.brief]
    same = [each for each in agreeing if " " not in each]
    if {"forename", "surname"} <= set(same):
        same = ["name", *(each for each in same if each not in ("forename", "surname"))]
    told = [*([f"the same {listed(same)}"] if same else []), *(each for each in agreeing if " " in each)]
    other = [each.brief for each in every if not each.agrees and each.brief]
    but = f", but {listed(other)}" if other else ""
    whose = f" as {called}" if called else ""
    return f"has {listed(told)}{whose}{but}" if told else f"is like that{whose and f' of {called}'}"
