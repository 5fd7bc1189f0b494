"""Help that some families have: mental health, youth justice, housing, the voluntary sector."""

from datetime import date, timedelta

from loaders.invented.notes import Human
from loaders.invented.partnership.accounts import Telling

_MISSED = (0.12, 0.18, 0.28, 0.35)


def tell_support(telling: Telling) -> None:
    """Everything beyond the universal services that is neither social care nor police."""
    family = telling.family
    for adult in (family.mother, family.father):
        if adult and family.chance(0.04, 0.13, 0.26, 0.4):
            _treatment(telling, "amh", adult, _recent(telling, 3200))
    for child in family.children:
        _young_person(telling, child)
    if family.chance(0.14, 0.4, 0.5, 0.6):
        _tenancy(telling)
    if family.chance(0.01, 0.16, 0.3):
        _family_support(telling)


def _recent(telling: Telling, days: int) -> date:
    return telling.day_of(telling.until - timedelta(days=days))


def _treatment(telling: Telling, agency: str, person: Human, start: date) -> None:
    """A spell of appointments; some services close after missed ones."""
    rng, need = telling.rng, telling.family.need
    end = start + timedelta(days=rng.randint(60, 500))
    telling.concern(agency, person, "mental_ill_health", start, whose="child" if person.role == "child" else None)
    on, missed = start + timedelta(days=14), 0
    while on < min(end, telling.until) and missed < 2:
        came = rng.random() > _MISSED[need]
        missed = 0 if came else missed + 1
        presence = "seen" if came else None
        telling.contact(agency, person, on, "appointment", "attended" if came else "did_not_attend", presence=presence)
        on += timedelta(days=rng.randint(20, 60))
    given_up = missed == 2 and rng.random() < 0.5
    if given_up:
        end = on
    spell = telling.spell(
        agency, person, "mental_health", start, end, closure_reason="non_engagement" if given_up else "completed"
    )
    telling.share(spell, "gp", end, "discharge letter")


def _young_person(telling: Telling, child: Human) -> None:
    family, age = telling.family, telling.family.age(child)
    if age > 9 and family.chance(0.03, 0.08, 0.14, 0.2):
        _treatment(telling, "camhs", child, _recent(telling, 1000))
    if age > 12.5 and family.chance(0.004, 0.03, 0.09, 0.15):
        start = _recent(telling, 800)
        telling.concern("yjs", child, "offending", start, whose="child", status="confirmed")
        telling.spell("yjs", child, "youth_justice", start, start + timedelta(days=182), closure_reason="completed")
        for week in range(2, 26, 4):
            telling.seen("yjs", child, start + timedelta(weeks=week), "office_visit", 0.2, 0.1, 0.15)


def _tenancy(telling: Telling) -> None:
    family = telling.family
    for home in family.homes:
        if home.place.authority != "Alderbrook":
            continue
        telling.spell("housing", family.mother, "tenancy", home.start, home.end, closure_reason="moved")
        for adult in family.adults:
            telling.notes.stay("housing", adult, home.place, home.start, home.end)
    if family.chance(0.05, 0.15, 0.3):
        on = _recent(telling, 900)
        telling.contact("housing", family.mother, on, "home_visit", telling.rng.choice(("attended", "no_access")))
        telling.concern("housing", family.mother, telling.rng.choice(("housing", "poverty", "antisocial_behaviour")), on)


def _family_support(telling: Telling) -> None:
    family, start = telling.family, _recent(telling, 1200)
    child = family.children[0]
    end = start + timedelta(days=telling.rng.randint(60, 300))
    telling.spell(
        "vol",
        child,
        "early_help",
        start,
        end,
        closure_reason=telling.rng.choice(("completed", "completed", "declined", "non_engagement")),
    )
    for week in range(1, 12, 3):
        telling.seen("vol", child, start + timedelta(weeks=week), "home_visit", 0.9, 0.3, 0.12)
    telling.strength("vol", child, "engagement", "They came back and told us what had worked.", end)
