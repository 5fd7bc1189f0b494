"""The eleven lists: the columns that tell each from the others, and all that are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.facts import FactKind
from loaders.annex_a.mapping import heading
from loaders.returns.lines import Line

CHILD, BORN = "Child Unique ID", "Date of Birth"
_CHILD = (CHILD, "Gender", "Ethnicity", BORN, "Age of Child (Years)")
_DISABLED = "Does the Child have a Disability"
OF_THE_CHILD = frozenset({*_CHILD, _DISABLED})
"""What is told of the child in its record."""
OF_THE_PLACE = ("Placement postcode", "URN of Placement", "LA of Placement")
"""Where a placement is stands with the stay, which is kept secret, and not with the involvement."""
WORKER = ("Allocated Team", "Allocated Worker")
_WITH_WORKER = range(3, 10)


@cache
def is_dated(column: str) -> bool:
    """Whether a column holds days, as its name says."""
    return "date" in column.casefold()


@dataclass(frozen=True, slots=True)
class ListOf:
    """One list: its required columns, the others, and the kinds of its facts that a later workbook must have again."""

    name: str
    required: tuple[str, ...]
    others: tuple[str, ...]
    kinds: tuple[FactKind, ...] = (FactKind.INVOLVEMENT,)

    @property
    def columns(self) -> dict[str, str]:
        """Every column, by its plain heading."""
        return {heading(name): name for name in (*self.required, *self.others)}


def _of_children(number: int, required: Iterable[str], others: Iterable[str], *kinds: FactKind) -> ListOf:
    known = (*_CHILD[1:], *others, *(WORKER if number in _WITH_WORKER else ()))
    return ListOf(f"List {number}", (CHILD, *required), known, kinds or (FactKind.INVOLVEMENT,))


LISTS = (
    _of_children(1, ["Date of Contact", "Contact Source"], [], FactKind.CONTACT),
    _of_children(2, ["Assessment start date", "Organisation completing assessment"], ["Assessment completion date"]),
    _of_children(
        3, ["Date of referral", "Referral Source"], ["Referral NFA?", "Number of Referrals in Last 12 Months"], FactKind.CONTACT
    ),
    _of_children(
        4,
        ["Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"],
        [
            _DISABLED,
            "Child Seen During Continuous Assessment",
            "Was the child assessed as requiring LA children's social care support?",
        ],
    ),
    _of_children(
        5,
        ["Strategy discussion initiating Section 47 Enquiry Start Date"],
        [
            _DISABLED,
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "Date of Initial Child Protection Conference",
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "Number of Section 47 Enquiries in the last 12 months",
            "Number of ICPCs in the last 12 months",
        ],
        FactKind.INVOLVEMENT,
        FactKind.CONTACT,
    ),
    _of_children(
        6,
        ["CIN Start Date", "Case Status"],
        [_DISABLED, "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure"],
    ),
    _of_children(
        7,
        ["Child Protection Plan Start Date", "Child Protection Plan End Date"],
        [
            _DISABLED,
            "Initial Category of Abuse",
            "Latest Category of Abuse",
            "Date of the Last Statutory Visit",
            "Was the Child Seen Alone?",
            "Date of latest review conference",
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            "Number of Previous Child Protection Plans",
        ],
    ),
    _of_children(
        8,
        ["Date Started to be Looked After", "Date Ceased to be Looked After"],
        [
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            _DISABLED,
            "Child's Category of Need",
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
            "Start date of current legal status",
            "Child's Legal Status",
            "Date of Latest Statutory Review",
            "Date of Last Social Work Visit",
            "What is the permanence plan for this child?",
            "Date of Last IRO Visit / Contact to the Child",
            "Date of Last Health Assessment",
            "Date of Last Dental Check",
            "Number of Placements in the Last 12 months",
            "Reason Ceased to be Looked After",
            "Start Date of Most Recent Placement",
            "Placement Type",
            "Placement Provider",
            "Placement postcode",
            "URN of Placement",
            "Placement Location",
            "LA of Placement",
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
            "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        ],
    ),
    _of_children(
        9,
        ["Eligibility Category"],
        [
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            _DISABLED,
            "Allocated Personal Advisor",
            "Latest Pathway Plan Review Date",
            "LA in Touch",
            "Latest Date of Contact",
            "Type of Accommodation",
            "Suitability of Accommodation",
            "Activity Status",
        ],
    ),
    _of_children(
        10,
        ["Date of Decision that Child Should be Placed for Adoption"],
        [
            "Family identifier",
            _DISABLED,
            "Date the Child Entered Care",
            "Date of Placement Order",
            "Date of Matching Child and Prospective Adopters",
            "Date Placed for Adoption",
            "Date of Adoption Order",
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            "Reason Why Child No Longer Placed for Adoption",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
        ],
    ),
    ListOf(
        "List 11",
        ("Individual adopter identifier", "Date enquiry received"),
        (
            "Family identifier",
            "Gender",
            "Ethnicity",
            "Disability",
            "Is the (prospective) adopter fostering for adoption?",
            "Date Stage 1 started",
            "Date Stage 1 ended",
            "Date Stage 2 started",
            "Date Stage 2 ended",
            "Date application submitted",
            "Date application approved",
            "Date adopter matched with child(ren)",
            "Date child/children placed with adopter(s)",
            "No. of children placed",
            "Date of Adoption Order",
            "Date of leaving adoption process",
            "Reason for leaving adoption process",
        ),
    ),
)

_COLUMNS = {each.name: frozenset(each.columns.values()) for each in LISTS}


def known(line: Line) -> list[str]:
    """The columns of a line that are those of its list."""
    return [name for name in line.cells if name in _COLUMNS[line.table]]
