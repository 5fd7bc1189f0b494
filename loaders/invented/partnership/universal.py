"""What every child has: health visitor, surgery, hospital, school; and what they know of a family and its homes."""

from datetime import date, timedelta

from loaders.invented.notes import Human
from loaders.invented.partnership.accounts import Telling

_VISITS = ((12, "home_visit"), (45, "home_visit"), (330, "appointment"), (850, "appointment"))
_JABS = (56, 370)
_WORDS = {
    "hv": (("engagement", "Mother asks good questions and tries what is suggested."), ("routine", "Settled bedtime.")),
    "school": (("school", "Rarely late, talks easily in class."), ("voice_of_child", "I like it when we all cook.")),
}


def tell_universal(telling: Telling) -> None:
    """The universal services' records of every child of the family."""
    for child in telling.family.children:
        _health_visiting(telling, child)
        _surgery(telling, child)
        _hospital(telling, child)
        _schools(telling, child)


def know_family(telling: Telling, agency: str, child: Human, since: date) -> None:
    """Parents, siblings and homes as an agency took them down when it first met the child."""
    family, written = telling.family, telling.late(since)
    notes = telling.notes
    notes.relationship(agency, family.mother, "mother", child, recorded=written, parental_responsibility="Y")
    if family.father and telling.father_known(agency):
        kept_away = "Y" if family.abuse and family.parted and family.chance(0.1, 0.3, 0.5) else None
        notes.relationship(agency, family.father, "father", child, recorded=written, contact_restricted=kept_away)
    for other in family.children[: family.children.index(child)]:
        if notes.knows(agency, other):
            notes.relationship(agency, other, "sibling", child, recorded=written)
    know_homes(telling, agency, child, since)


def know_homes(telling: Telling, agency: str, child: Human, since: date) -> None:
    """The stays of the child, and of the adults with them, from the day the agency met the child; some moves are missed."""
    for home in telling.family.homes:
        if home.end and home.end <= since:
            continue
        arrived = max(home.start, since)
        if home.start > since and telling.rng.random() < 0.1:
            break
        here = [child, *telling.family.adults] if telling.rng.random() < 0.12 else [child]
        for person in here:
            telling.notes.stay(agency, person, home.place, arrived, home.end)


def _health_visiting(telling: Telling, child: Human) -> None:
    family, born = telling.family, telling.family.born(child)
    start = born - timedelta(days=60)
    fifth = born + timedelta(days=1826)
    if start > telling.until or not telling.covers("hv", min(fifth, telling.until)):
        return
    know_family(telling, "hv", child, start)
    telling.spell("hv", child, "health_visiting", start, fifth, closure_reason="aged_out")
    if family.father and telling.father_known("hv") and family.together and telling.rng.random() < 0.5:
        telling.notes.relationship("hv", family.father, "partner", family.mother, recorded=telling.late(start))
    extra = [(telling.rng.randint(60, 1500), "home_visit") for _ in range(telling.rng.choice((0, 0, 0, 1, 2)) + 2 * family.need)]
    for age, kind in sorted((*_VISITS, *extra)):
        telling.seen("hv", child, born + timedelta(days=age), kind, mother=0.93, father=0.3, missed=_missed(telling))
    if family.chance(0.3, 0.4):
        telling.strength("hv", child, *telling.rng.choice(_WORDS["hv"]), on=telling.day_of(born, fifth))


def _missed(telling: Telling) -> float:
    return (0.03, 0.07, 0.14, 0.2)[telling.family.need]


def _surgery(telling: Telling, child: Human) -> None:
    born = telling.family.born(child)
    if born > telling.until:
        return
    for age in _JABS:
        telling.seen("gp", child, born + timedelta(days=age), "appointment", mother=0.5, father=0.15, missed=_missed(telling))
    recent = telling.until - timedelta(days=1461)
    for _ in range(telling.rng.choice((0, 1, 1, 2))):
        telling.seen("gp", child, telling.day_of(max(born, recent)), "appointment", 0.5, 0.1, _missed(telling))
    if telling.notes.knows("gp", child):
        know_homes(telling, "gp", child, max(born, telling.family.homes[0].start))


def _hospital(telling: Telling, child: Human) -> None:
    born = telling.family.born(child)
    for _ in range(telling.rng.choice((0, 0, 0, 1, 1)) if born < telling.until else 0):
        telling.seen("ed", child, telling.day_of(born), "appointment", mother=0.8, father=0.35, missed=0)


def _schools(telling: Telling, child: Human) -> None:
    born = telling.family.born(child)
    first = date(born.year + (4 if born < date(born.year, 9, 1) else 5), 9, 4)
    change = first.replace(year=first.year + 7)
    for school, start, end in (("primary", first, change), ("academy", change, change.replace(year=change.year + 5))):
        if telling.spell(school, child, "school", start, end, closure_reason="transferred"):
            _school_years(telling, school, child, start, min(end, telling.until))


def _school_years(telling: Telling, school: str, child: Human, start: date, end: date) -> None:
    family, rng = telling.family, telling.rng
    if end == telling.until:
        know_family(telling, school, child, start)
    for _ in range((end - start).days // 730):
        outcome = "did_not_attend" if rng.random() < _missed(telling) / 2 else "attended"
        people = telling.took(school, 0.75, 0.25) if outcome == "attended" else ()
        telling.contact(school, child, telling.day_of(start, end), "meeting", outcome, people=people)
    if rng.random() < 0.25:
        telling.strength(school, child, *rng.choice(_WORDS["school"]), on=telling.day_of(start, end))
    if school == "academy" and family.chance(0.01, 0.05, 0.15, 0.3):
        telling.concern(school, child, "exclusion", telling.day_of(start, end), whose="child", status="confirmed")
