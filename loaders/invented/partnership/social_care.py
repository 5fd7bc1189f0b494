"""Children's social care, here and in the other area: referrals, assessments, plans."""

from datetime import date, timedelta
from typing import Any

from loaders.invented.agencies import HOME_AREA
from loaders.invented.notes import Entry, Human
from loaders.invented.partnership.accounts import Telling
from loaders.invented.partnership.universal import know_family

_REFERRERS = ("police", "primary", "academy", "hv", "gp", "ed", "housing", "amh")
_FACTORS = ("neglect", "domestic_abuse", "mental_ill_health", "alcohol", "drugs", "housing", "poverty", "emotional_abuse")
_YEARS = 6
_REFERRED_A_YEAR = (0.01, 0.07, 0.26, 0.6)


def tell_social_care(telling: Telling) -> None:
    """The referrals of six years; a family that came from the other area has its early ones there."""
    family = telling.family
    for back in range(_YEARS, 0, -1):
        if family.chance(*_REFERRED_A_YEAR):
            first = telling.until - timedelta(days=365 * back)
            on = telling.day_of(first, first + timedelta(days=364))
            _referral(telling, "csc2" if _lived_elsewhere(telling, on) else "csc", on)


def _lived_elsewhere(telling: Telling, on: date) -> bool:
    homes = [home for home in telling.family.homes if home.start <= on]
    return bool(homes) and homes[-1].place.authority != HOME_AREA


def _referral(telling: Telling, agency: str, on: date) -> None:
    """One referral about the family: every child that was born then has a contact, and goes the same way."""
    rng, family = telling.rng, telling.family
    goes_on = rng.random() < (0.25, 0.45, 0.6, 0.8)[family.need]
    outcome = "accepted" if goes_on else rng.choice(("no_further_action", "no_further_action", "signposted", "information_only"))
    source, factor = rng.choice(_REFERRERS), rng.choice(_FACTORS)
    for child in family.children:
        if family.born(child) - timedelta(days=180) <= on:
            if not telling.notes.knows(agency, child):
                know_family(telling, agency, child, on)
            telling.contact(agency, child, on, "referral", outcome, source_agency=source, summary="Referral received.")
            if goes_on:
                _assessment(telling, agency, child, on, factor)


def _assessment(telling: Telling, agency: str, child: Human, on: date, factor: str) -> None:
    rng = telling.rng
    start = on + timedelta(days=rng.randint(1, 4))
    end = start + timedelta(days=rng.randint(20, 60))
    met = rng.random() < (0.2, 0.3, 0.5, 0.75)[telling.family.need]
    cells: dict[str, Any] = {"threshold_met": "Y" if met else "N", "closure_reason": "completed" if met else "threshold_not_met"}
    assessment = telling.spell(agency, child, "assessment", start, end, **cells)
    telling.seen(agency, child, start + timedelta(days=5), "home_visit", 0.95, 0.4, 0.05)
    whose = "child" if factor in ("neglect", "emotional_abuse") else "parent"
    telling.concern(agency, child, factor, end, whose=whose, status="confirmed" if met else "reported")
    telling.share(assessment, rng.choice(("hv", "gp", "primary", "academy")), end, "outcome of assessment")
    if met:
        _help(telling, agency, child, end)


def _help(telling: Telling, agency: str, child: Human, start: date) -> None:
    """What follows an assessment: child in need, or a conference and a plan, or looked after."""
    rng = telling.rng
    kind = rng.choices(("child_in_need", "child_protection_plan", "looked_after"), (72, 21, 7))[0]
    if kind == "child_protection_plan":
        telling.spell(
            agency, child, "section_47", start, start + timedelta(days=12), threshold_met="Y", closure_reason="completed"
        )
        start += timedelta(days=14)
    end = start + timedelta(days=rng.randint(120, 420))
    plan = telling.spell(agency, child, kind, start, end, closure_reason="completed")
    telling.share(plan, rng.choice(("hv", "gp", "primary", "police")), start, "member of the core group")
    _visits(telling, agency, child, start, min(end, telling.until))
    if rng.random() < 0.5:
        telling.strength(agency, child, "protective_adult", "Grandmother has them every Friday.", telling.day_of(start, end))


def _visits(telling: Telling, agency: str, child: Human, start: date, end: date) -> Entry | None:
    visit, entry = start + timedelta(days=10), None
    while visit < end:
        entry = telling.seen(agency, child, visit, "home_visit", 0.9, 0.35, 0.1)
        visit += timedelta(days=telling.rng.randint(18, 45))
    return entry
