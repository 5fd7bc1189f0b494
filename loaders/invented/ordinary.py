"""Ordinary families, for whom most questions stay silent: some with hard times, and good help."""

from collections.abc import Callable, Iterator
from random import Random

from loaders.invented.agencies import HOME_AREA
from loaders.invented.extracts import Extracts
from loaders.invented.family import FATHER, MOTHER, Family
from loaders.invented.identifiers import upn
from loaders.invented.names import of_both, some_heritage
from loaders.invented.notes import Place
from loaders.invented.places import some_home

_YEAR = 365
_HOW_MANY = 60
_SAME_INVENTION = "ordinary families"


def tell_ordinary(extracts: Extracts, nhs: Iterator[str]) -> None:
    """Sixty families, the same ones every time; of every seventh there is more to tell."""
    rng = Random(_SAME_INVENTION)  # noqa: S311 (invented data)
    for number in range(_HOW_MANY):
        family = Family(extracts, nhs)
        child = _everyday(family, rng, number)
        if number % 7 == 0:
            _VARIATIONS[number // 7 % len(_VARIATIONS)](family, child)
        family.close()


def _everyday(family: Family, rng: Random, number: int) -> str:
    """Parents, one to three children, a home that everybody agrees on, and the services that every child has."""
    _parents(family, rng)
    home = some_home(rng)
    youngest = 4 * _YEAR + 400 * (number % 30) if number % 3 else 200 + 13 * number
    ages = [min(youngest + 900 * place, 6400 + place) for place in range(rng.choice((1, 2, 2, 3)))]
    children = [_child(family, rng, f"child {place}", ago, number * 4 + place) for place, ago in enumerate(ages, 1)]
    for child, age in zip(children, ages, strict=True):
        _universal(family, rng, child, age, home)
    return children[0]


def _parents(family: Family, rng: Random) -> None:
    mothers = some_heritage(rng)
    fathers = some_heritage(rng) if rng.random() < 0.2 else mothers
    for name, pool, sex in (("mother", mothers, "F"), ("father", fathers, "M")):
        full = f"{pool.given(rng, sex)} {pool.surname(rng)}"
        family.person(name, full, sex, rng.randint(11_500, 15_500), ethnicity=pool.code, language=pool.language)


def _child(family: Family, rng: Random, name: str, born: int, serial: int) -> str:
    mother, father = family.people["mother"], family.people["father"]
    code = of_both(mother.ethnicity or "", father.ethnicity or "")
    sex = rng.choice("FM")
    pupil = upn(100 + serial) if born > 5 * _YEAR else None
    given = some_heritage(rng).given(rng, sex)
    family.person(name, f"{given} {father.family}", sex, born, "child", ethnicity=code, upn=pupil)
    return name


def _universal(family: Family, rng: Random, child: str, age: int, home: Place) -> None:
    since = min(age, 1500)
    _known_to(family, "gp", child, since, home)
    family.contact("gp", child, rng.randint(15, 80), "appointment", "attended", MOTHER, presence="seen")
    family.contact("gp", child, rng.randint(100, 180), "appointment", "attended", FATHER, presence="seen")
    if age < 5 * _YEAR:
        _known_to(family, "hv", child, age - 1, home)
        family.spell("hv", child, "health_visiting", age - 1)
        family.contact("hv", child, age - 12, "home_visit", "attended", MOTHER, FATHER, presence="seen")
    else:
        school = "primary" if age < 11 * _YEAR else "academy"
        _known_to(family, school, child, since, home)
        family.spell(school, child, "school", since)
        family.contact(school, child, rng.randint(20, 300), "meeting", "attended", MOTHER, FATHER)
    if rng.random() < 0.4:
        family.contact("gp", child, rng.randint(190, 350), "appointment", "was_not_brought")


def _known_to(family: Family, agency: str, child: str, ago: int, home: Place) -> None:
    family.tie(agency, "mother", "mother", child, ago - 1)
    family.tie(agency, "father", "father", child, ago - 1)
    family.stay(agency, f"{child}, mother, father", home, ago)


def _hard_times_good_help(family: Family, child: str) -> None:
    """A parent's illness, a plan that ended well, and what helped."""
    family.tie("csc", "mother", "mother", child, 800)
    family.concern("csc", child, "poverty", 790, whose="household")
    family.spell("csc", child, "assessment", 798, 760, threshold_met="Y", closure_reason="completed")
    family.spell("csc", child, "child_in_need", 758, 560, closure_reason="completed")
    for ago in (740, 690, 620):
        family.contact("csc", child, ago, "home_visit", "attended", MOTHER, FATHER, presence="seen", engagement="engaged")
    family.strength("csc", child, "protective_adult", "Both parents asked for help early and used it.", 600)
    family.strength("csc", child, "voice_of_child", "Dad reads to us again.", 565)


def _parent_was_ill_before(family: Family, child: str) -> None:
    """Depression treated and over, years ago."""
    family.spell("amh", "mother", "mental_health", 3200, 2900, closure_reason="completed")
    family.contact("amh", "mother", 2905, "appointment", presence="seen", engagement="engaged")
    family.strength("gp", child, "engagement", "Mother knows what to watch for and whom to ring.", 40)


def _one_referral(family: Family, child: str) -> None:
    """A worry that was looked into and answered."""
    family.contact("csc", child, 400, "referral", "signposted", source_agency="primary")
    family.strength("vol", child, "routine", "Breakfast club has made mornings calm.", 300)


def _waiting_for_a_house(family: Family, child: str) -> None:
    """Damp, reported and mended."""
    family.concern("housing", child, "housing", 500, whose="household")
    family.contact("housing", "mother", 470, "home_visit", "attended", presence="seen", engagement="engaged")


def _counselling(family: Family, child: str) -> None:
    """Bereavement, and a service that stayed until it was done."""
    family.concern("camhs", child, "bereavement", 420, whose="child")
    family.spell("camhs", child, "mental_health", 420, 250, closure_reason="completed")
    for ago in (410, 360, 300, 252):
        family.contact("camhs", child, ago, "appointment", "attended", MOTHER, presence="seen", engagement="engaged")
    family.strength("camhs", child, "voice_of_child", "I can talk about Grandad now.", 252)


def _father_lives_elsewhere(family: Family, child: str) -> None:
    """Parents who parted, and a father who is there."""
    family.stay("housing", "father", _FATHERS_PLACE, 500)
    family.contact("gp", child, 12, "appointment", "attended", FATHER, presence="seen", engagement="engaged")
    family.strength("gp", child, "protective_adult", "Dad takes them swimming on Saturdays, whatever the weather.", 12)


def _moved_twice(family: Family, child: str) -> None:
    """A flood, a while in a hotel, and a new home; the surgery still has the old address."""
    family.stay("housing", f"{child}, mother, father", _HOTEL, 300, 262)
    family.stay("housing", f"{child}, mother, father", _NEW_HOME, 262)
    family.contact("housing", "mother", 250, "home_visit", "attended", presence="seen", engagement="engaged")


_FATHERS_PLACE = Place("999000000501", "16 Union Road", "QX5 2LE", HOME_AREA)
_HOTEL = Place("999000000502", "Room 21, 2 Canal Street", "QX1 1HT", HOME_AREA, "temporary")
_NEW_HOME = Place("999000000503", "8 Meadow Close", "QX5 7TD", HOME_AREA)
_VARIATIONS: tuple[Callable[[Family, str], None], ...] = (
    _father_lives_elsewhere,
    _parent_was_ill_before,
    _one_referral,
    _waiting_for_a_house,
    _counselling,
    _hard_times_good_help,
    _moved_twice,
)
