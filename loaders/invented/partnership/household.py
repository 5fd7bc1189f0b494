"""Inventing one family: who they are, how they hang together and where they lived."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from rapidfuzz.distance import OSA

from loaders.invented.agencies import HOME_AREA, OTHER_AREA
from loaders.invented.identifiers import upn
from loaders.invented.names import Heritage, of_both, some_heritage
from loaders.invented.notes import Human, Place
from loaders.invented.places import elsewhere, some_home

_YEAR = 365.25
_MOVES_A_YEAR = (0.07, 0.14, 0.4, 0.85)
_YEARS_OF_HOMES = 8


class Rates(NamedTuple):
    """How often there is what makes people hard to tell apart.

    `twins`: of children with a brother or sister; `like_names`: of twins; `namesakes`: of sons who have their father's family
    name.
    """

    twins: float = 0.012
    like_names: float = 0.12
    namesakes: float = 0.03


USUAL = Rates()


class Home(NamedTuple):
    """A family's home from a day to another, or still."""

    place: Place
    start: date
    end: date | None


@dataclass(slots=True)
class Household:
    """A family as it is, before anybody wrote anything down.

    `need` is what the family lives through, 0 (everyday life) to 3; it sets how often services meet them and is in no file.
    """

    rng: Random
    until: date
    need: int
    mother: Human
    father: Human | None
    together: bool
    children: list[Human]
    homes: list[Home]
    from_other_area: bool
    partner: Human | None = None
    father_home: Home | None = None
    abuse: bool = False
    parted: date | None = None
    names: dict[str, str] = field(default_factory=dict)

    @property
    def adults(self) -> list[Human]:
        """The adults who live with the children."""
        others = (self.father if self.together else None, self.partner)
        return [self.mother, *(adult for adult in others if adult)]

    def chance(self, *rates: float) -> bool:
        """Whether something happens, at the rate for the family's need (the last rate for any greater need)."""
        return self.rng.random() < rates[min(self.need, len(rates) - 1)]

    def day(self, first: date, last: date | None = None) -> date:
        """Some day between the two, or until today; `first` itself where that leaves none."""
        span = ((last or self.until) - first).days
        return first + timedelta(days=self.rng.randint(0, span)) if span > 0 else first

    def born(self, child: Human) -> date:
        """The child's actual date of birth, or expected one."""
        assert child.born is not None  # every invented child has one; agencies may not know it
        return child.born

    def age(self, child: Human) -> float:
        """Years since birth; below 0 for a child who is not born yet."""
        return (self.until - self.born(child)).days / _YEAR


def invent(
    rng: Random, until: date, at_most: int, nhs: Iterator[str], serial: int, names: Random, rates: Rates = USUAL
) -> Household:
    """One family with at most that many children; `serial` numbers it within the partnership, `names` is for given names."""
    # The order of what follows is part of the invention: each takes its share of one random stream, so that another order would
    # be other families.
    need = rng.choices((0, 1, 2, 3), (79, 14, 5.5, 1.5))[0]
    mothers, fathers = _heritages(rng)
    births = _births(rng, until, at_most, rates.twins)
    mother = _adult(rng, mothers, "F", births[0], nhs)
    father = _adult(rng, fathers, "M", births[0], nhs) if rng.random() < 0.955 else None
    children = [_child(rng, day, mother, father, fathers, nhs, until, serial * 8 + n) for n, day in enumerate(births)]
    _tell_apart(names, children, father, fathers, rates)
    together = father is not None and rng.random() < (0.86, 0.65, 0.5, 0.4)[need]
    homes = _homes(rng, until, need, births[0])
    family = Household(rng, until, need, mother, father, together, children, homes, homes[0].place.authority != HOME_AREA)
    _part(family, nhs)
    return family


def _heritages(rng: Random) -> tuple[Heritage, Heritage]:
    mothers = some_heritage(rng)
    return mothers, (some_heritage(rng) if rng.random() < 0.15 else mothers)


def _births(rng: Random, until: date, at_most: int, twins: float) -> list[date]:
    wanted = min(at_most, rng.choices((1, 2, 3, 4), (40, 40, 15, 5))[0])
    last = until - timedelta(days=rng.randint(-150 if rng.random() < 0.03 else 0, int(17.9 * _YEAR)))
    days = [last]
    while len(days) < wanted:
        gap = 0 if rng.random() < twins else rng.randint(400, 1900)
        earlier = days[-1] - timedelta(days=gap)
        days.append(earlier if (until - earlier).days < 17.95 * _YEAR else days[-1])
    return days[::-1]


def _adult(rng: Random, heritage: Heritage, sex: str, first_birth: date, nhs: Iterator[str]) -> Human:
    born = first_birth - timedelta(days=int(rng.triangular(17.2, 41, 28) * _YEAR))
    given, family = heritage.given(rng, sex), heritage.surname(rng)
    human = Human(given, family, sex, born, "adult", heritage.code, heritage.language, nhs=next(nhs, None))
    if sex == "F" and rng.random() < 0.2:
        human.former_name = f"{given}|{heritage.surname(rng)}"
    if heritage.language != "English" and rng.random() < 0.12:
        human.interpreter = "Y"
    return human


def _child(
    rng: Random, born: date, mother: Human, father: Human | None, fathers: Heritage, nhs: Iterator[str], until: date, serial: int
) -> Human:
    sex = rng.choice("FM")
    family = father.family if father and rng.random() < 0.7 else mother.family
    code = of_both(mother.ethnicity or "", father.ethnicity or "") if father else mother.ethnicity
    if born > until:
        return Human("", family, "U", born, "child", born_kind="expected")
    schooled = (until - born).days > 4.7 * _YEAR
    pupil = upn(serial, year=born.year + 5) if schooled else None
    return Human(fathers.given(rng, sex), family, sex, born, "child", code, "English", nhs=next(nhs, None), upn=pupil)


def _tell_apart(rng: Random, children: list[Human], father: Human | None, pool: Heritage, rates: Rates) -> None:
    """Names by which the children of one family are told apart: sons may have their father's, twins ones that are alike."""
    taken: dict[str, Human] = {}
    for child in (each for each in children if each.given):
        twin = next((each for each in taken.values() if each.born == child.born), None)
        if father and child.sex == "M" and child.family == father.family and rng.random() < rates.namesakes:
            child.given = father.given
        elif twin and rng.random() < rates.like_names:
            child.sex, child.given = twin.sex, _like(rng, twin.given, pool.girls if twin.sex == "F" else pool.boys)
        while child.given in taken:
            child.given = pool.given(rng, child.sex)
        taken[child.given] = child


def _like(rng: Random, name: str, pool: tuple[str, ...]) -> str:
    """A name that is like another one: of all that there are, one of the nearest."""
    return rng.choice(sorted((each for each in pool if each != name), key=lambda each: OSA.distance(each, name))[:2])


def _homes(rng: Random, until: date, need: int, first_birth: date) -> list[Home]:
    start = max(first_birth - timedelta(days=rng.randint(60, 1500)), until - timedelta(days=int(_YEARS_OF_HOMES * _YEAR)))
    area = OTHER_AREA if rng.random() < 0.04 else HOME_AREA
    homes: list[Home] = []
    while start < until:
        end = start + timedelta(days=max(14, int(rng.expovariate(_MOVES_A_YEAR[need]) * _YEAR)))
        homes.append(Home(some_home(rng, area), start, end if end < until else None))
        start, area = end, elsewhere(rng)
    return homes or [Home(some_home(rng), until, None)]


def _part(family: Household, nhs: Iterator[str]) -> None:
    """Abuse, parting, a father's own home and a mother's new partner."""
    rng, first = family.rng, family.born(family.children[0])
    family.abuse = family.father is not None and family.chance(0.01, 0.09, 0.35, 0.6)
    if family.father and not family.together:
        family.parted = family.day(first)
        family.father_home = Home(some_home(rng, elsewhere(rng)), family.parted, None)
    if not family.together and rng.random() < 0.2:
        family.partner = _adult(rng, some_heritage(rng), "M", first, nhs)
