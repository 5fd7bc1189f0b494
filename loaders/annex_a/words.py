"""Which list of values in the mapping table each column is read by, what the columns of a latest event are, who referred."""

from graph.vocabulary import ContactKind, Outcome
from loaders.codes.referrals import REFERRERS as CENSUS_REFERRERS

REFERRERS = CENSUS_REFERRERS | {"1": "an individual", "3": "a health service", "5": "a service of the authority"}
"""The census's codes, and the three that Annex A does not divide."""

_YES_NO = (
    "Referral NFA?",
    "Does the Child have a Disability",
    "Disability",
    "Child Seen During Continuous Assessment",
    "Was the child assessed as requiring LA children's social care support?",
    "Was an Initial Child Protection Conference deemed unnecessary?",
    "Did the Initial Child Protection Conference Result in a Child Protection Plan",
    "Was the Child Seen Alone?",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    "Is the (prospective) adopter fostering for adoption?",
)
CODED = {
    "Gender": "sex",
    "Ethnicity": "ethnicity",
    "Contact Source": "referrer",
    "Referral Source": "referrer",
    "Primary Need Code": "need",
    "Child's Category of Need": "need",
    "Reason for Closure": "closure",
    "Case Status": "case_status",
    "Initial Category of Abuse": "abuse",
    "Latest Category of Abuse": "abuse",
    "Child's Legal Status": "legal_status",
    "What is the permanence plan for this child?": "permanence",
    "Reason Ceased to be Looked After": "ceased",
    "Placement Type": "placement",
    "Placement Provider": "provider",
    "Placement Location": "location",
    "Eligibility Category": "eligibility",
    "LA in Touch": "in_touch",
    "Type of Accommodation": "accommodation",
    "Suitability of Accommodation": "suitability",
    "Activity Status": "activity",
    "Reason Why Child No Longer Placed for Adoption": "not_placed",
    "Reason for leaving adoption process": "left_adopting",
} | dict.fromkeys(_YES_NO, "yes_no")

LATEST: dict[str, tuple[tuple[str, ContactKind, Outcome, str], ...]] = {
    "List 6": (("Date Child Was Last Seen", ContactKind.OTHER, Outcome.SEEN, "The child was last seen"),),
    "List 7": (
        ("Date of the Last Statutory Visit", ContactKind.HOME_VISIT, Outcome.COMPLETED, "Statutory visit"),
        ("Date of latest review conference", ContactKind.MEETING, Outcome.COMPLETED, "Review child protection conference"),
    ),
    "List 8": (
        ("Date of Latest Statutory Review", ContactKind.MEETING, Outcome.COMPLETED, "Review of a child looked after"),
        ("Date of Last Social Work Visit", ContactKind.HOME_VISIT, Outcome.COMPLETED, "Social work visit"),
        (
            "Date of Last IRO Visit / Contact to the Child", ContactKind.OTHER, Outcome.COMPLETED,
            "Contact of the independent reviewing officer with the child",
        ),
        ("Date of Last Health Assessment", ContactKind.APPOINTMENT, Outcome.COMPLETED, "Health assessment"),
        ("Date of Last Dental Check", ContactKind.APPOINTMENT, Outcome.COMPLETED, "Dental check"),
    ),
    "List 9": (
        ("Latest Pathway Plan Review Date", ContactKind.MEETING, Outcome.COMPLETED, "Pathway plan review"),
        ("Latest Date of Contact", ContactKind.OTHER, Outcome.COMPLETED, "Contact with a care leaver"),
    ),
}  # fmt: skip
"""Of each list, the columns that tell the latest of many events: what it was, and how it ended."""
