"""The closed lists of words that facts are written in, as the model and the agency extract define them."""

from enum import StrEnum


class AgencyKind(StrEnum):
    """What sort of service an agency is."""

    SOCIAL_CARE = "social_care"
    EARLY_HELP = "early_help"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_MISUSE = "substance_misuse"
    POLICE = "police"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    EDUCATION = "education"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class Role(StrEnum):
    """How an agency's system knows a person: as the child it is about, as an adult, or as both."""

    CHILD = "child"
    ADULT = "adult"
    BOTH = "both"


class BirthDateKind(StrEnum):
    """How sure a date of birth is; `expected` is a due date."""

    ACTUAL = "actual"
    ESTIMATED = "estimated"
    EXPECTED = "expected"


class Sex(StrEnum):
    """Sex as the extract states it; U is not known."""

    F = "F"
    M = "M"
    X = "X"
    U = "U"


class Sensitivity(StrEnum):
    """Who may be shown a record; it never changes what a pattern finds."""

    NORMAL = "normal"
    RESTRICTED = "restricted"
    SEALED = "sealed"


class Relationship(StrEnum):
    """Person is the … of related."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEP_PARENT = "step_parent"
    CARER = "carer"
    GUARDIAN = "guardian"
    FOSTER_CARER = "foster_carer"
    SIBLING = "sibling"
    HALF_SIBLING = "half_sibling"
    STEP_SIBLING = "step_sibling"
    PARTNER = "partner"
    GRANDPARENT = "grandparent"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    OTHER = "other"


class AddressKind(StrEnum):
    """What kind of place a stay was at, in one agency's account."""

    HOME = "home"
    TEMPORARY = "temporary"
    REFUGE = "refuge"
    HOSPITAL = "hospital"
    PRISON = "prison"
    CHILDRENS_HOME = "children_home"
    FOSTER_HOME = "foster_home"
    HOSTEL = "hostel"
    CONTACT_CENTRE = "contact_centre"
    SCHOOL = "school"
    OTHER = "other"


NOT_HOUSEHOLD = frozenset({"refuge", "hospital", "prison", "children_home", "hostel", "contact_centre", "school"})
"""The kinds of address that make no household of those who stay there."""
MOST_STAYS = 500
"""Accounts of stays that an address may have for its people to be a household: whoever has them, since counting only those that a
lens shows would take as long as what this is to spare (docs/adr/0029)."""


class ContactKind(StrEnum):
    """What sort of dated event a contact was."""

    APPOINTMENT = "appointment"
    HOME_VISIT = "home_visit"
    OFFICE_VISIT = "office_visit"
    CALL = "call"
    NOTIFICATION = "notification"
    INCIDENT = "incident"
    REFERRAL = "referral"
    MEETING = "meeting"
    OTHER = "other"


class Outcome(StrEnum):
    """How a contact ended."""

    ATTENDED = "attended"
    SEEN = "seen"
    COMPLETED = "completed"
    WAS_NOT_BROUGHT = "was_not_brought"
    DID_NOT_ATTEND = "did_not_attend"
    CANCELLED_BY_FAMILY = "cancelled_by_family"
    CANCELLED_BY_SERVICE = "cancelled_by_service"
    NO_ACCESS = "no_access"
    NO_FURTHER_ACTION = "no_further_action"
    SIGNPOSTED = "signposted"
    INFORMATION_ONLY = "information_only"
    ACCEPTED = "accepted"
    ESCALATED = "escalated"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


class Presence(StrEnum):
    """Whether a person was there, and seen."""

    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    PRESENT = "present"
    ABSENT = "absent"
    NOT_STATED = "not_stated"


class Engagement(StrEnum):
    """How the family took part, in the words of the service."""

    ENGAGED = "engaged"
    AGREED = "agreed"
    RELUCTANT = "reluctant"
    AVOIDANT = "avoidant"
    HOSTILE = "hostile"
    REFUSED = "refused"
    NOT_STATED = "not_stated"


class Part(StrEnum):
    """What part somebody else had in a contact."""

    PARENT = "parent"
    CARER = "carer"
    PARTNER = "partner"
    CHILD = "child"
    VICTIM = "victim"
    ALLEGED_PERPETRATOR = "alleged_perpetrator"
    WITNESS = "witness"
    HOUSEHOLD_MEMBER = "household_member"
    OTHER = "other"


class InvolvementKind(StrEnum):
    """What spell of service an involvement is."""

    EARLY_HELP = "early_help"
    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    SECTION_47 = "section_47"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION_PLAN = "child_protection_plan"
    LOOKED_AFTER = "looked_after"
    CARE_LEAVER = "care_leaver"
    YOUTH_JUSTICE = "youth_justice"
    HEALTH_VISITING = "health_visiting"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_MISUSE = "substance_misuse"
    SCHOOL = "school"
    TENANCY = "tenancy"
    OTHER = "other"


class ClosureReason(StrEnum):
    """Why an involvement ended."""

    COMPLETED = "completed"
    THRESHOLD_NOT_MET = "threshold_not_met"
    NON_ENGAGEMENT = "non_engagement"
    MISSED_APPOINTMENTS = "missed_appointments"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    DECLINED = "declined"
    DIED = "died"
    AGED_OUT = "aged_out"
    OTHER = "other"


class Factor(StrEnum):
    """What a concern is about."""

    DOMESTIC_ABUSE = "domestic_abuse"
    MENTAL_ILL_HEALTH = "mental_ill_health"
    DRUGS = "drugs"
    ALCOHOL = "alcohol"
    LEARNING_DISABILITY = "learning_disability"
    PHYSICAL_DISABILITY = "physical_disability"
    NEGLECT = "neglect"
    EMOTIONAL_ABUSE = "emotional_abuse"
    PHYSICAL_ABUSE = "physical_abuse"
    SEXUAL_ABUSE = "sexual_abuse"
    SELF_HARM = "self_harm"
    SUICIDAL_THOUGHTS = "suicidal_thoughts"
    EXPLOITATION = "exploitation"
    GANGS = "gangs"
    TRAFFICKING = "trafficking"
    MISSING_EPISODE = "missing_episode"
    RADICALISATION = "radicalisation"
    YOUNG_CARER = "young_carer"
    OFFENDING = "offending"
    EXCLUSION = "exclusion"
    HOUSING = "housing"
    POVERTY = "poverty"
    BEREAVEMENT = "bereavement"
    PARENTAL_CONFLICT = "parental_conflict"
    IMPRISONMENT = "imprisonment"
    FGM = "fgm"
    FAITH_LINKED_ABUSE = "faith_linked_abuse"
    ANTISOCIAL_BEHAVIOUR = "antisocial_behaviour"
    PRIVATE_FOSTERING = "private_fostering"
    OTHER = "other"


class Whose(StrEnum):
    """Whose factor it is, when a concern is recorded about a child."""

    CHILD = "child"
    PARENT = "parent"
    HOUSEHOLD = "household"
    NOT_STATED = "not_stated"


class ConcernStatus(StrEnum):
    """How far a concern was borne out; a ruled-out one never counts."""

    SUSPECTED = "suspected"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled_out"


class StrengthKind(StrEnum):
    """What a protective factor is."""

    PROTECTIVE_ADULT = "protective_adult"
    ENGAGEMENT = "engagement"
    ROUTINE = "routine"
    SCHOOL = "school"
    VOICE_OF_CHILD = "voice_of_child"
    OTHER = "other"


class RecordKind(StrEnum):
    """The records that can be shared with another agency."""

    CONTACT = "contact"
    INVOLVEMENT = "involvement"
    CONCERN = "concern"
    STRENGTH = "strength"


class ShareDecision(StrEnum):
    """Whether a record was shared, or deliberately not."""

    SHARED = "shared"
    WITHHELD = "withheld"


class Precision(StrEnum):
    """How much of a date was given."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
