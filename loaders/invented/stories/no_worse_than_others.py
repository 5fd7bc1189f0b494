"""A brother and a sister in a family of which each agency says that it is no worse than others."""

from loaders.invented.agencies import HOME_AREA, OTHER_AREA
from loaders.invented.family import FATHER, MOTHER, Family, With
from loaders.invented.identifiers import upn
from loaders.invented.notes import Place

TITLE = "No worse than others"
FINDS = (
    ("below_threshold", "brother"),
    ("accumulating_neglect", "brother"),
    ("accumulating_neglect", "sister"),
    ("absent_father", "brother", "not_recently"),
    ("absent_father", "sister", "not_recently"),
    ("frequent_moves", "brother"),
    ("frequent_moves", "sister"),
    ("missed_appointments", "sister"),
    ("hard_to_engage", "brother"),
    ("heritage_not_understood", "brother", "contradictory"),
    ("child_not_seen", "sister"),
)
_FIRST = Place("999000000201", "19 Teasel Road", "QX25 6HN", OTHER_AREA)
_SECOND = Place("999000000202", "Flat 1, 5 Quay Lane", "QX25 2DA", OTHER_AREA)
_THIRD = Place("999000000203", "Room 8, 90 Foundry Street", "QX1 7LR", HOME_AREA, "temporary")
_FOURTH = Place("999000000204", "33 Kiln Walk", "QX2 5GU", HOME_AREA)


def tell(family: Family) -> None:
    """The story, agency by agency."""
    _people(family)
    _years_ago(family)
    _homes(family)
    _mother(family)
    _schools(family)
    _health(family)
    _housing(family)
    _early_help(family)


def _people(family: Family) -> None:
    family.person("brother", "Levi Underfield", "M", 5630, "child", ethnicity="MWBC", upn=upn(1))
    family.person("sister", "Carys Underfield", "F", 4150, "child", ethnicity="MWBC", upn=upn(2))
    family.person("mother", "Rhian Underfield", "F", 14300, ethnicity="WBRI")
    family.person("father", "Marlon Hylcliff", "M", 15000, ethnicity="BCRB")
    family.known_as("gp", "brother", ethnicity="WBRI")
    family.known_as("csc2", "brother", ethnicity="BCRB")


def _years_ago(family: Family) -> None:
    father = With("father", "alleged_perpetrator")
    family.contact("police", "mother", 2900, "incident", "attended", father, With("brother", "child"), presence="seen")
    family.concern("police", "mother", "domestic_abuse", 2900)
    family.contact("csc2", "brother", 2890, "referral", "no_further_action", source_agency="police")
    family.tie("csc2", "mother", "mother", "brother", 2890)
    family.tie("csc2", "father", "father", "brother", 2890)


def _homes(family: Family) -> None:
    """Nobody has all four addresses."""
    family.stay("gp", "brother, sister, mother", _FIRST, 2500, 640)
    family.stay("gp", "brother, sister, mother", _SECOND, 640, 430)
    family.stay("housing", "brother, sister, mother", _THIRD, 430, 230)
    family.stay("housing", "brother, sister, mother", _FOURTH, 230)
    family.stay("academy", "brother", _FOURTH, 222)


def _mother(family: Family) -> None:
    for start, end in ((1900, 1700), (760, 610)):
        family.spell("amh", "mother", "mental_health", start, end, closure_reason="completed")
    family.concern("amh", "mother", "mental_ill_health", 760, status="confirmed")
    family.spell("amh", "mother", "mental_health", 350)
    for ago in (340, 250):
        family.contact("amh", "mother", ago, "appointment", presence="seen", engagement="engaged")
    family.contact("amh", "mother", 60, "appointment", "did_not_attend", engagement="avoidant")


def _schools(family: Family) -> None:
    for child, school in (("brother", "academy"), ("sister", "primary")):
        family.tie(school, "mother", "mother", child, 425)
        family.spell(school, child, "school", 425)
        family.tie(school, "father", "father", child, 425)
    family.contact("academy", "brother", 780, "meeting", "attended", MOTHER, FATHER)
    for ago in (330, 270, 200, 120, 45):
        told = {"csc": 1} if ago > 150 else None
        family.contact("academy", "brother", ago, "notification", "no_further_action", referred_to="csc", shared=told)
    family.concern("academy", "brother", "neglect", 270, whose="child", summary="Same clothes all week, hungry.")
    family.contact("academy", "brother", 115, "call", "attended", MOTHER, engagement="refused")
    family.contact("academy", "brother", 90, "meeting", "attended", MOTHER)
    family.strength("academy", "brother", "voice_of_child", "My drama teacher listens. I like being good at it.", 88)


def _health(family: Family) -> None:
    for child in ("brother", "sister"):
        family.tie("gp", "mother", "mother", child, 2500)
    family.concern("gp", "sister", "neglect", 400, whose="child", summary="Teeth untreated for long.")
    for agency, ago in (("gp", 300), ("ed", 210), ("gp", 95)):
        family.contact(agency, "sister", ago, "appointment", "was_not_brought")
    family.contact("gp", "sister", 130, "appointment", "attended", MOTHER, presence="seen")
    family.contact("gp", "brother", 100, "appointment", "attended", MOTHER, presence="seen")


def _housing(family: Family) -> None:
    family.spell("housing", "mother", "tenancy", 230)
    family.contact("housing", "mother", 170, "home_visit", "no_access")
    family.concern("housing", "brother", "housing", 150, whose="household", summary="Damp, no working heating.")
    family.contact("housing", "brother", 148, "notification", "information_only", referred_to="csc")


def _early_help(family: Family) -> None:
    family.spell("vol", "sister", "early_help", 212)
    family.tie("vol", "mother", "mother", "sister", 212)
    for ago in (205, 160):
        family.contact("vol", "sister", ago, "home_visit", "attended", MOTHER, presence="seen", engagement="engaged")
    for ago in (70, 30):
        family.contact("vol", "sister", ago, "home_visit", "attended", MOTHER, presence="absent")
    family.strength("vol", "sister", "voice_of_child", "On Sundays I make tea and we all watch a film.", 160)
