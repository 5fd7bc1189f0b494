"""What random partnerships are made of: who there is, how they are tied, and days near the edges of windows."""

from datetime import date, timedelta
from typing import Any

from tests.queries.building import nhs
from tests.queries.oracle.view import months_before

AS_OF = date(2025, 6, 15)
CHILDREN, ADULTS = ("c1", "c2", "c3"), ("mo", "fa", "man", "ma")
NUMBERS = {person: nhs(number) for number, person in enumerate((*CHILDREN, *ADULTS))}
_CSC, _HV, _HV2, _POLICE = ("csc", "s", "social_care"), ("hv", "s", "health"), ("hv", "t", "health"), ("police", "s", "police")
AGENCIES = ("csc", "hv", "police")
SYSTEMS = (
    (_CSC, _HV, _POLICE), (_CSC, _HV, _POLICE), (_CSC, _HV2, _POLICE), (_CSC, _HV, _HV2), (_HV, _HV2, _POLICE), (_CSC, _POLICE),
    (_CSC, _HV2), (_HV, _POLICE), (_HV, _HV2),
)  # fmt: skip
"""The systems that extracts of one partnership are of, two of which may be one agency's."""
TIES = (
    ("mo", "mother", "c1"), ("mo", "mother", "c1"), ("mo", "mother", "c2"), ("mo", "mother", "c3"), ("mo", "parent", "c1"),
    *[("fa", "father", "c1")] * 6, ("fa", "father", "c2"), ("fa", "parent", "c1"), ("fa", "parent", "c3"),
    ("fa", "step_parent", "c2"), ("fa", "step_parent", "c3"), ("mo", "step_parent", "c1"), ("mo", "step_parent", "c2"),
    ("ma", "mother", "c3"), ("ma", "mother", "c3"), ("ma", "mother", "c2"), ("ma", "step_parent", "c1"), ("ma", "carer", "c2"),
    ("man", "step_parent", "c1"), ("man", "step_parent", "c3"), ("man", "carer", "c1"), ("man", "foster_carer", "c1"),
    ("man", "guardian", "c2"), ("man", "father", "c3"), ("man", "father", "c1"),
    ("mo", "grandparent", "c1"), ("man", "other", "c1"),
    ("man", "partner", "mo"), ("man", "partner", "mo"), ("ma", "partner", "man"), ("fa", "partner", "ma"),
    ("mo", "partner", "fa"),
    ("c1", "sibling", "c2"), ("c2", "half_sibling", "c1"), ("c3", "step_sibling", "c1"), ("mo", "sibling", "fa"),
    ("c2", "mother", "c3"), ("c2", "step_parent", "c1"),
)  # fmt: skip
COVERS = (
    *[(None, None)] * 3, ("2000-01-01", "2025-06-15"), ("2000-01-01", "2025-12-31"), ("2024-06-16", "2025-06-15"),
    ("2024-06-17", "2025-06-15"), ("2000-01-01", "2025-03-16"), ("2025-03-17", "2025-12-31"),
)  # fmt: skip
"""The days that an extract covers."""
PLACES = ("100000000001", "100000000002", "100000000003")
PLACE_KINDS = (None, None, None, "home", "temporary", "foster_home", "refuge", "hospital", "prison", "hostel")
BABIES = (
    "2024-06-14", *["2024-06-15"] * 3, "2024-06-16", "2024-06-16", "2024-06", "2025-02-28", "2025-06-15", "2025-06-16", "2025-06",
    "2025-10-01", "2025",
)  # fmt: skip
TEENAGERS = (
    "2012-06-14", "2012-06-15", "2012-06-16", "2012-06", "2007-06-15", "2007-06-16", "2007-06-14", "2007-06", "2008-02-29",
    "2009", "2010-03-04", "2010-03-04",
)  # fmt: skip
ANY_AGE = ("2012-03-04", "2015-08-01", "2015-08", "2011", "2007-06-15", "2025-06-15", "2025-06-16", "2018-01-01", None)
ETHNICITIES = (*[None] * 5, "WBRI", "WBRI", "MWBC", "MOTH", "AOTH", "REFU", "NOBT", "Sylheti-speaking")
FACTORS = {
    "any": ("domestic_abuse", "mental_ill_health", "drugs", "alcohol", "neglect", "sexual_abuse", "exploitation", "housing"),
    "own harm": ("self_harm", "suicidal_thoughts", "neglect", "physical_abuse", "exclusion", "poverty", "bereavement"),
    "accumulating": (
        "emotional_abuse", "physical_abuse", "neglect", "poverty", "housing", "exclusion", "mental_ill_health", "bereavement",
        "offending",
    ),
    "neglect": ("neglect", "neglect", "neglect", "poverty", "housing", "domestic_abuse"),
    "parents": ("mental_ill_health", "mental_ill_health", "domestic_abuse", "drugs", "physical_abuse"),
}  # fmt: skip
_ANY_OUTCOME = (
    "was_not_brought", "was_not_brought", "did_not_attend", "attended", "attended", "seen", "completed", "no_access",
    "cancelled_by_service", "cancelled_by_family", "no_further_action",
)  # fmt: skip
_ANY_KIND = ("appointment", "appointment", "home_visit", "referral", "notification")
_ANY_ENGAGEMENT = (None, None, "engaged", "agreed", "refused", "hostile", "avoidant", "reluctant")
_ANYWHERE = (None, None, "csc", "hv", "police", "camhs")
CONTACTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "any": {"outcome": _ANY_OUTCOME, "kind": _ANY_KIND, "engagement": _ANY_ENGAGEMENT, "referred_to": _ANYWHERE},
    "attended": {
        "outcome": ("attended", "attended", "seen", "completed", "ongoing"),
        "kind": _ANY_KIND,
        "engagement": _ANY_ENGAGEMENT,
        "referred_to": (None,),
    },
    "turned down": {
        "outcome": ("no_further_action", "no_further_action", "signposted", "information_only", "attended"),
        "kind": ("referral", "notification", "notification", "call"),
        "engagement": (None,),
        "referred_to": ("csc", "csc", "hv", "police", None),
    },
    "kept waiting": {
        "outcome": ("attended", "attended", "seen", "was_not_brought", "did_not_attend", "cancelled_by_family", "no_access"),
        "kind": _ANY_KIND,
        "engagement": ("engaged", "agreed", "engaged", "reluctant"),
        "referred_to": _ANYWHERE,
    },
}  # fmt: skip
INVOLVEMENTS = {
    "any": (
        "health_visiting", "referral", "assessment", "section_47", "child_in_need", "child_protection_plan", "looked_after",
        "school", "tenancy", "mental_health",
    ),
    "light": ("health_visiting", "referral", "assessment", "section_47", "school", "tenancy", "early_help"),
    "unwell": ("mental_health", "mental_health", "health_visiting", "child_protection_plan"),
}  # fmt: skip
ANCHORS = (
    AS_OF, AS_OF, months_before(AS_OF, 12), months_before(AS_OF, 24), months_before(AS_OF, 24), months_before(AS_OF, 36),
    AS_OF - timedelta(200), date(2020, 6, 15), date(2019, 1, 31),
)  # fmt: skip
OFFSETS = (0, 0, 0, 1, 1, -1, -29, -30, -31, -59, -60, -61, 60)
