"""Who asks, in which role, of which agency, and for what purpose."""

from dataclasses import dataclass
from enum import StrEnum


class CallerRole(StrEnum):
    """What somebody does who asks; what each may see is said by the policies, not here."""

    OWNER = "owner"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    LOADER = "loader"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What somebody reads about people for: a closed list, given with every read of a person."""

    DIRECT_WORK = "direct_work"
    CHILD_PROTECTION = "child_protection"
    MULTI_AGENCY_TEAM = "multi_agency_team"
    SUPERVISION = "supervision"
    ANALYSIS = "analysis"
    CASE_REVIEW = "case_review"
    DATA_QUALITY = "data_quality"
    AUDIT = "audit"


PURPOSES = {
    Purpose.DIRECT_WORK: "work with a child or family of one's own",
    Purpose.CHILD_PROTECTION: "a child protection enquiry: a strategy discussion, section 47, a conference",
    Purpose.MULTI_AGENCY_TEAM: "a multi-agency child protection team's work on one case",
    Purpose.SUPERVISION: "overseeing somebody else's work with a family",
    Purpose.ANALYSIS: "questions about many, none of whom is named",
    Purpose.CASE_REVIEW: "a review of what was known, and when",
    Purpose.DATA_QUALITY: "who is one person, and what records contradict",
    Purpose.AUDIT: "who looked at what",
}
"""What each purpose stands for, as documentation and errors say it."""


@dataclass(frozen=True, slots=True)
class Caller:
    """One caller of one request.

    `id` is the issuer's own id of them (with several issuers, `issuer|subject`), `name` how they are called in sentences.
    `agency` is whose records are their own (None: of no one agency). `agencies` are those of the team that they sit in, beside
    their own. `people` are ids or record keys of those whom their role is bound to: a reviewer's review, a team's case; empty:
    bound to nobody by name. `conflicts` are those about whom they may never ask: themselves, relatives, a former partner, a
    neighbour. `purpose` and `reason` are those of this request.
    """

    id: str
    name: str
    role: CallerRole
    agency: str | None = None
    agencies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    purpose: Purpose | None = None
    reason: str | None = None


OWNER = Caller("owner", "owner of the store", CallerRole.OWNER)
"""Whoever has the embedded store's files, or the password of a store by URL: they have everything anyway."""
