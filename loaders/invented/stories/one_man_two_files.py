"""A boy without a father on record, and a man who is nobody to him: his father, under records that no number joins.

Two sisters of one birth stand beside them, whom nothing but a number may ever join. What the records say together is told only
once somebody has decided that they are of one boy, and of one man.
"""

from loaders.invented.agencies import HOME_AREA, OTHER_AREA
from loaders.invented.family import FATHER, MOTHER, Family, With
from loaders.invented.notes import Place

TITLE = "One man, two files"
FINDS = (
    ("absent_father", "boy", "not_recorded"),
    ("unrecorded_adult_in_household", "boy"),
)
"""What is found before anybody has decided; once both have been joined, these go and `adult_across_families` comes."""
_FLAT = Place("999000000501", "5 Weavers Row", "QX5 2HB", HOME_AREA)
_OTHER_HOME = Place("999000000502", "61 Station Road", "QX26 4DD", OTHER_AREA)
_NO_NUMBERS = {"nhs_number": None, "upn": None, "other_ids": None}


def tell(family: Family) -> None:
    """The story, people first."""
    _people(family)
    _social_care(family)
    _surgery(family)
    _police_and_housing(family)


def _people(family: Family) -> None:
    """The surgery registered father and son as temporary patients, without a number; the police and housing hold none of his."""
    family.person("boy", "Kamil Kowalczyk", "M", 2600, "child", ethnicity="WOTH")
    family.person("mother", "Ewa Kowalczyk", "F", 10900, ethnicity="WOTH")
    family.person("father", "Piotr Kowalczyk", "M", 11700, ethnicity="WOTH")
    family.person("daughter", "Nadia Brindlecote", "F", 3700, "child", ethnicity="WOTH")
    family.person("former partner", "Carol Brindlecote", "F", 12100, ethnicity="WBRI")
    for twin in ("Hania", "Lena"):
        family.person(twin.lower(), f"{twin} Kowalczyk", "F", 1500, "child", ethnicity="WOTH")
    family.known_as("gp", "boy", **_NO_NUMBERS)
    for agency in ("gp", "housing"):
        family.known_as(agency, "father", **_NO_NUMBERS)
    for twin in ("hania", "lena"):
        family.known_as("primary", twin, **_NO_NUMBERS)


def _social_care(family: Family) -> None:
    family.tie("csc", "mother", "mother", "boy", 300)
    family.stay("csc", "boy", _FLAT, 300)
    family.spell("csc", "boy", "child_in_need", 300)
    for ago in (250, 160, 40):
        family.contact("csc", "boy", ago, "home_visit", "attended", MOTHER, presence="seen")
    for twin in ("hania", "lena"):
        family.tie("csc", "boy", "sibling", twin, 300)
        family.contact("primary", twin, 70, "meeting", "attended", presence="seen")


def _surgery(family: Family) -> None:
    family.tie("gp", "father", "father", "boy", 90)
    family.contact("gp", "boy", 90, "appointment", "attended", FATHER, presence="seen", summary="Brought by his father.")


def _police_and_housing(family: Family) -> None:
    """The police and the other area hold the references of one another."""
    family.spell("housing", "father", "tenancy", 320)
    family.stay("housing", "father", _FLAT, 320)
    family.tie("csc2", "father", "father", "daughter", 1500)
    family.tie("csc2", "former partner", "mother", "daughter", 1500)
    family.stay("csc2", "daughter", _OTHER_HOME, 1500)
    family.contact("police", "father", 800, "incident", "attended", With("former partner", "victim"), presence="seen")
    family.concern("police", "father", "domestic_abuse", 800, status="confirmed", summary="Former partner threatened.")
