"""Twins and their brother with plans, many services, and visits that are agreed and then missed."""

from loaders.invented.agencies import HOME_AREA
from loaders.invented.family import FATHER, MOTHER, Family
from loaders.invented.notes import Place

TITLE = "Agreed, and then not there"
_TWINS = ("twin girl", "twin boy")
FINDS = tuple(
    (pattern, twin)
    for twin in _TWINS
    for pattern in ("previously_known", "apparent_compliance", "vulnerable_infant", "combined_factors")
) + tuple(("perinatal_mental_health", twin, "current") for twin in _TWINS)
_HOME = Place("999000000401", "27 Dovecote Court", "QX4 9RS", HOME_AREA)
_AGREED_THEN_NOT = (
    ("hv", 80, 72, "no_access"),
    ("hv", 60, 53, "was_not_brought"),
    ("csc", 50, 44, "no_access"),
    ("vol", 36, 29, "cancelled_by_family"),
)


def tell(family: Family) -> None:
    """The story, parents first."""
    _people(family)
    _parents(family)
    _brother(family)
    for twin in _TWINS:
        _twin(family, twin)
    family.strength("vol", "brother", "voice_of_child", "The babies hold my finger.", 36)


def _people(family: Family) -> None:
    family.person("twin girl", "Amara Ebetunji", "F", 95, "child", ethnicity="MWBA")
    family.person("twin boy", "Ayo Ebetunji", "M", 95, "child", ethnicity="MWBA")
    family.person("brother", "Tobi Ebetunji", "M", 1250, "child", ethnicity="MWBA")
    family.person("mother", "Elin Ebetunji", "F", 9900, ethnicity="WBRI", former_name="Elin|Netherhead")
    family.person("father", "Kunle Ebetunji", "M", 11200, ethnicity="BAFR")
    family.known_as("amh", "mother", family_name="Netherhead", other_names=None)


def _parents(family: Family) -> None:
    """The service for adults files the mother under her former name, and no children."""
    family.spell("amh", "mother", "mental_health", 2700, 2300, closure_reason="completed")
    family.spell("amh", "mother", "mental_health", 420)
    family.concern("amh", "mother", "mental_ill_health", 420, status="confirmed")
    family.contact("amh", "mother", 57, "appointment", presence="seen", engagement="engaged")
    family.spell("amh", "father", "mental_health", 900, 640, closure_reason="completed")
    family.concern("amh", "father", "mental_ill_health", 900)
    family.spell("csc2", "mother", "child_in_need", 4900, 4500, closure_reason="completed")


def _brother(family: Family) -> None:
    _parents_of(family, "csc", "brother", 400)
    family.stay("csc", "brother, mother, father", _HOME, 450)
    family.spell("csc2", "brother", "child_in_need", 900, 700, closure_reason="moved")
    family.spell("csc", "brother", "section_47", 396, 384, threshold_met="Y", closure_reason="completed")
    plan = family.spell("csc", "brother", "child_protection_plan", 382)
    family.withhold(plan, "amh", 380, "Parents had not agreed; to be asked again.")
    family.concern("csc", "brother", "alcohol", 384, whose="parent", status="confirmed")
    for ago in (300, 190, 78, 20):
        family.contact("csc", "brother", ago, "home_visit", "attended", MOTHER, FATHER, presence="seen")


def _twin(family: Family, twin: str) -> None:
    for agency in ("csc", "hv", "vol"):
        _parents_of(family, agency, twin, 90)
    family.stay("hv", twin, _HOME, 92)
    family.tie("csc", "brother", "sibling", twin, 90)
    family.spell("csc", twin, "child_protection_plan", 91)
    family.spell("hv", twin, "health_visiting", 94)
    family.spell("vol", twin, "early_help", 75)
    for agency, agreed, missed, outcome in _AGREED_THEN_NOT:
        family.contact(agency, twin, agreed, "home_visit", "attended", MOTHER, presence="seen", engagement="agreed")
        family.contact(agency, twin, missed, "appointment", outcome)
    family.contact("gp", twin, 18, "appointment", "attended", MOTHER, FATHER, presence="seen")
    family.strength("hv", twin, "routine", "Feeds well; both parents know the signs to look for.", 80)


def _parents_of(family: Family, agency: str, child: str, ago: int) -> None:
    family.tie(agency, "mother", "mother", child, ago, parental_responsibility="Y")
    family.tie(agency, "father", "father", child, ago, parental_responsibility="Y")
