"""A baby, her mother, and a man whom every service knows but the one that visits."""

from loaders.invented.agencies import HOME_AREA, OTHER_AREA
from loaders.invented.family import MOTHER, Family, With
from loaders.invented.notes import Place

TITLE = "The man at the flat"
FINDS = (
    ("adult_across_families", "man"),
    ("unrecorded_adult_in_household", "girl"),
    ("closed_after_missed", "girl", "stated"),
    ("combined_factors", "girl"),
    ("vulnerable_infant", "girl"),
)
_FLAT = Place("999000000101", "Flat 3, 48 Viaduct Street", "QX3 4TE", HOME_AREA)
_OTHER_HOME = Place("999000000102", "7 Orchard Close", "QX24 1PL", OTHER_AREA)


def tell(family: Family) -> None:
    """The story, agency by agency."""
    _people(family)
    _other_area(family)
    _housing(family)
    _surgery(family)
    _health_visiting(family)
    _police(family)
    _hospital_and_social_care(family)


def _people(family: Family) -> None:
    family.person("girl", "Effie Wrenmere", "F", 125, "child", ethnicity="WBRI")
    family.person("mother", "Keira Wrenmere", "F", 7500, ethnicity="WBRI")
    family.person("man", "Jordan Lindgrove", "M", 8900, ethnicity="BCRB")
    family.person("friend", "Dane Garthley", "M", 9700, ethnicity="WBRI")
    family.person("older child", "Micah Pellworth", "M", 1300, "child", ethnicity="MWBC")
    family.person("former partner", "Tamsin Pellworth", "F", 8700, ethnicity="WBRI")
    family.known_as("police", "man", other_names="Jordy|Lindgrove")
    family.known_as("housing", "man", given_names="J", date_of_birth=None)


def _other_area(family: Family) -> None:
    family.tie("csc2", "man", "father", "older child", 1000)
    family.tie("csc2", "former partner", "mother", "older child", 1000)
    family.stay("csc2", "older child", _OTHER_HOME, 1200)
    family.spell("csc2", "older child", "section_47", 930, 915, threshold_met="Y", closure_reason="completed")
    family.spell("csc2", "older child", "child_protection_plan", 912, 520, closure_reason="completed")
    family.concern("csc2", "older child", "domestic_abuse", 915, whose="parent", status="confirmed")
    family.strength("csc2", "older child", "protective_adult", "His grandmother collects him from nursery.", 600)


def _housing(family: Family) -> None:
    family.spell("housing", "man", "tenancy", 310)
    family.stay("housing", "man", _FLAT, 310)
    family.stay("housing", "friend", _FLAT, 190)
    family.contact("housing", "man", 85, "home_visit", "attended", presence="seen", summary="Boiler check. A cot in the room.")


def _surgery(family: Family) -> None:
    family.tie("gp", "mother", "mother", "girl", 118)
    family.concern("gp", "mother", "mental_ill_health", 150, status="confirmed", summary="Low mood, expecting.")
    family.contact("gp", "mother", 150, "appointment", presence="seen", engagement="engaged")
    family.contact("gp", "girl", 68, "appointment", "attended", MOTHER, presence="seen")


def _health_visiting(family: Family) -> None:
    family.tie("hv", "mother", "mother", "girl", 120, parental_responsibility="Y")
    family.stay("hv", "mother", _FLAT, 240)
    family.stay("hv", "girl", _FLAT, 123)
    family.spell("hv", "girl", "health_visiting", 124, 40, closure_reason="non_engagement")
    family.contact("hv", "girl", 112, "home_visit", "attended", MOTHER, presence="seen", engagement="engaged")
    for ago in (75, 62):
        family.contact("hv", "girl", ago, "home_visit", "no_access", summary="Nobody in. Card left.")
    family.strength("hv", "girl", "engagement", "Mother sings to her and answers her looks.", 112)


def _police(family: Family) -> None:
    victim = With("former partner", "victim")
    family.contact("police", "man", 940, "incident", "attended", victim, presence="seen")
    family.concern("police", "man", "domestic_abuse", 940, status="confirmed", summary="Former partner assaulted.")
    family.contact(
        "police",
        "girl",
        50,
        "incident",
        "attended",
        MOTHER,
        With("man", "household_member"),
        presence="seen",
        summary="Raised voices reported by a neighbour; all calm on arrival.",
        after=1,
    )
    family.contact("police", "girl", 49, "notification", "information_only", referred_to="csc", shared={"csc": 1})


def _hospital_and_social_care(family: Family) -> None:
    family.tie("ed", "mother", "mother", "girl", 30)
    family.tie("ed", "man", "father", "girl", 30)
    family.contact(
        "ed",
        "girl",
        30,
        "appointment",
        "attended",
        MOTHER,
        With("man"),
        presence="seen",
        summary="Unsettled, small mark on the arm; examined and sent home.",
        shared={"gp": 2},
    )
    family.tie("csc", "mother", "mother", "girl", 48)
    family.contact("csc", "girl", 47, "referral", "no_further_action", source_agency="police")
    family.contact("csc", "girl", 28, "referral", "no_further_action", source_agency="ed")
