"""A girl of 16 whom many services have met, each for a while."""

from loaders.invented.agencies import HOME_AREA
from loaders.invented.family import MOTHER, Family
from loaders.invented.identifiers import upn
from loaders.invented.notes import Place

TITLE = "Passed on"
FINDS = (
    ("long_known_adolescent", "girl"),
    ("adolescent_distress", "girl", "self_harm"),
    ("handed_over_not_picked_up", "girl", "silent"),
    ("frequent_moves", "girl"),
    ("off_the_radar", "girl"),
    ("missed_appointments", "girl"),
)
_HOME = Place("999000000301", "61 Gorse Avenue", "QX6 2WB", HOME_AREA)
_GRANDMOTHER = Place("999000000302", "4 Weir Terrace", "QX6 8JN", HOME_AREA)
_AUNT = Place("999000000303", "112 Heron Way", "QX7 3ES", HOME_AREA)
_FATHER = Place("999000000304", "Flat 2, 9 Saddler Yard", "QX8 1AF", HOME_AREA)
_SIBLINGS = "eldest, third, youngest"


def tell(family: Family) -> None:
    """The story, in order of time."""
    _people(family)
    _childhood(family)
    _moves(family)
    _school_and_court(family)
    _last_year(family)


def _people(family: Family) -> None:
    family.person("girl", "Nadine Yarlstead", "F", 6030, "child", ethnicity="WBRI", upn=upn(3))
    family.person("eldest", "Corey Yarlstead", "M", 7100, "child", ethnicity="WBRI")
    family.person("third", "Jodie Yarlstead", "F", 4500, "child", ethnicity="WBRI", upn=upn(4))
    family.person("youngest", "Alfie Yarlstead", "M", 3400, "child", ethnicity="WBRI", upn=upn(5))
    family.person("mother", "Lorna Yarlstead", "F", 15400, ethnicity="WBRI")
    family.person("father", "Gary Stanecroft", "M", 16000, ethnicity="WBRI")
    family.person("grandmother", "Maureen Yarlstead", "F", 24500, ethnicity="WBRI")
    family.person("aunt", "Shelley Carnhead", "F", 14000, ethnicity="WBRI")


def _childhood(family: Family) -> None:
    for child in ("girl", *_SIBLINGS.split(", ")):
        family.tie("csc", "mother", "mother", child, 4380 if child in ("girl", "eldest") else 3300)
    for child in ("girl", "third", "youngest"):
        family.tie("csc", "eldest", "sibling", child, 4380 if child == "girl" else 3300)
    family.tie("csc", "father", "father", "girl", 4380)
    family.tie("csc", "grandmother", "grandparent", "girl", 3700)
    family.contact("csc", "girl", 4380, "referral", "signposted", source_agency="hv")
    family.spell("csc", "girl", "assessment", 3840, 3790, threshold_met="N", closure_reason="threshold_not_met")
    family.concern("csc", "girl", "neglect", 3800, whose="child", status="confirmed")
    family.spell("vol", "girl", "early_help", 3700, 3480, closure_reason="completed")
    family.contact("police", "girl", 2300, "incident", "completed", MOTHER, presence="seen", summary="Late home, found.")
    family.spell("camhs", "girl", "mental_health", 1900, 1790, closure_reason="missed_appointments")


def _moves(family: Family) -> None:
    """Each stay is on a different agency's record."""
    family.stay("gp", f"girl, {_SIBLINGS}, mother", _HOME, 4300, 600)
    family.stay("gp", f"{_SIBLINGS}, mother", _HOME, 599)
    family.stay("csc", "girl, grandmother", _GRANDMOTHER, 600, 420)
    family.stay("academy", "girl, aunt", _AUNT, 420, 230)
    family.stay("yjs", "girl, father", _FATHER, 230, 80)
    family.tie("academy", "aunt", "aunt_or_uncle", "girl", 418)
    family.tie("yjs", "father", "father", "girl", 228)


def _school_and_court(family: Family) -> None:
    family.spell("academy", "girl", "school", 1900)
    family.tie("academy", "mother", "mother", "girl", 1900)
    for ago in (500, 300):
        family.concern("academy", "girl", "exclusion", ago, whose="child", status="confirmed")
    family.contact("academy", "girl", 299, "meeting", "attended", MOTHER, presence="seen")
    family.strength("academy", "girl", "voice_of_child", "I want to work with horses. Nobody asked me that before.", 299)
    family.concern("yjs", "girl", "offending", 335, whose="child", status="confirmed")
    family.spell("yjs", "girl", "youth_justice", 330)
    family.contact("yjs", "girl", 320, "office_visit", presence="seen", engagement="engaged")


def _last_year(family: Family) -> None:
    family.contact("gp", "girl", 200, "appointment", "did_not_attend")
    family.contact("yjs", "girl", 170, "office_visit", presence="seen", engagement="reluctant")
    family.concern("ed", "girl", "self_harm", 150, whose="child", status="confirmed")
    family.contact(
        "ed",
        "girl",
        150,
        "appointment",
        "attended",
        presence="seen",
        referred_to="camhs",
        summary="Seen by the nurse on duty; referred on for follow-up.",
    )
    family.contact("ed", "girl", 128, "appointment", "did_not_attend")
    family.contact("police", "girl", 118, "incident", "completed", presence="seen", shared={"csc": 3})
    family.contact("academy", "girl", 104, "meeting", "attended", MOTHER)
    family.contact("yjs", "girl", 95, "office_visit", "did_not_attend")
