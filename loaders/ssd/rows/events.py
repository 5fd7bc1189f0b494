"""The tables whose rows are events: contacts, visits, meetings, and the concerns and words that have a day of their own."""

from graph.facts import Fact, FactKind
from graph.vocabulary import ConcernStatus, ContactKind, Engagement, Factor, Outcome, Presence, StrengthKind, Whose
from loaders.codes.children import YES_NO
from loaders.codes.factors import FACTORS, NO_FACTOR
from loaders.facts.builder import local_id, with_details
from loaders.ssd.cells import RowSkipped, SsdCellError, SsdCells
from loaders.ssd.facts import SsdFacts, day_needed, detail, details
from loaders.ssd.index import Index
from loaders.ssd.values import (
    day,
    is_json,
    listed,
    members,
    no_flags,
    own_id,
    score,
    set_flags,
    strange_factors,
    supplied,
    words,
    yes,
)

_ACCEPTED = {
    "NEW_REFERRAL", "EXISTING_REFERRAL", "CP_ENQUIRY", "NON_AGENCY_ADOPTION", "PRIVATE_FOSTERING", "MISSING", "OLA_CP",
}  # fmt: skip
_COMMENTS = ("COMMENTS", "OUTCOME_COMMENTS")
_HEALTH = {"COMPLETED": Outcome.ATTENDED, "CANCELLED": Outcome.UNKNOWN, "REFUSED": Outcome.UNKNOWN, "PLANNED": Outcome.ONGOING}
_VOICE = {
    "voch_explained_worries": "was the worry explained",
    "voch_story_help_understand": "did the story help to understand",
    "voch_agree_worker": "does the child agree with the worker",
    "voch_plan_safe": "does the plan keep the child safe",
    "voch_tablet_help_explain": "did the tablet help to explain",
}


def contact(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A contact at the front door: somebody told the authority of a child."""
    flags = outcomes(cells, "cont_contact_outcome_json")
    source = cells.leaf("cont_contact_source_desc", words) or ""
    return [
        make.contact(
            cells, ContactKind.NOTIFICATION, _front_door(flags), day_needed(cells), source and f"Contact from {source}",
            details=detail(cells, "cont_contact_source_code") + comments(cells, "cont_contact_outcome_json"),
            outcome_raw=", ".join(flags),
        )
    ]  # fmt: skip


def _front_door(flags: list[str]) -> Outcome:
    """Taken up in any way goes before advice given, and that before no further action."""
    if _ACCEPTED & set(flags):
        return Outcome.ACCEPTED
    if "ADVICE" in flags:
        return Outcome.INFORMATION_ONLY
    return Outcome.NO_FURTHER_ACTION if "NFA" in flags else Outcome.UNKNOWN


def outcomes(cells: SsdCells, column: str) -> list[str]:
    """The outcome flags that are set; a note where the text is no JSON and was read between its keys."""
    text = cells.said(column)
    if not text:
        return []
    if not is_json(text):
        cells.notes.append(f"{column} is no valid JSON: its flags were read from between its keys")
    cells.unkept += [f"{column}.{key}" for key in no_flags(text) if key not in _COMMENTS]
    return set_flags(text)


def comments(cells: SsdCells, column: str) -> list[str]:
    """The words beside the outcome flags, as one text, none where there are none."""
    found = members(cells.said(column)) if cells.said(column) else {}
    said = [supplied(found.get(name) or "") for name in _COMMENTS]
    return [f"comments={each}" for each in said if each]


def visit(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A statutory visit; one at which the child was not seen took place all the same."""
    prefix = cells.table.name.removeprefix("ssd_").removesuffix("s")
    start = f"{cells.table.prefix}_{prefix}"
    seen, alone = cells.listed(f"{start}_seen", YES_NO), cells.listed(f"{start}_seen_alone", YES_NO)
    presence = _presence(seen, alone)
    if alone and seen is False:
        cells.notes.append(
            f"{start}_seen says that the child was not seen, and {start}_seen_alone that they were, alone; the latter was taken"
        )
    outcome = Outcome.SEEN if presence in (Presence.SEEN, Presence.SEEN_ALONE) else Outcome.COMPLETED
    more = details(cells, f"{start}_bedroom", reader=yes)
    return [make.contact(cells, ContactKind.HOME_VISIT, outcome, day_needed(cells), "Statutory visit", presence, more)]


def _presence(seen: bool | None, alone: bool | None) -> Presence:
    if alone:
        return Presence.SEEN_ALONE
    return {True: Presence.SEEN, False: Presence.ABSENT, None: Presence.NOT_STATED}[seen]


def conference(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """An initial child protection conference, once it was held."""
    more = details(cells, "icpc_icpc_meeting_id", "icpc_s47_enquiry_id", "icpc_cp_plan_id") + details(
        cells, "icpc_icpc_target_date", reader=day
    )
    more += details(cells, "icpc_icpc_transfer_in", "icpc_icpc_outcome_cp_flag", reader=yes)
    more += index.who_worked(cells, "icpc_icpc") + comments(cells, "icpc_icpc_outcome_json")
    flags = ", ".join(outcomes(cells, "icpc_icpc_outcome_json"))
    return [_meeting(make, cells, "Initial child protection conference", more, flags)]


def plan_review(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A review child protection conference, once it was held."""
    more = details(cells, "cppr_cp_review_meeting_id", "cppr_cp_review_quorate", "cppr_cp_review_participation")
    more += details(cells, "cppr_cp_review_outcome_continue_cp", reader=yes) + details(cells, "cppr_cp_review_due", reader=day)
    return [_meeting(make, cells, "Review child protection conference", more)]


def care_review(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A review of a looked-after child."""
    more = details(cells, "clar_cla_review_participation") + details(cells, "clar_cla_review_due_date", reader=day)
    cancelled = cells.listed("clar_cla_review_cancelled", YES_NO)
    outcome = Outcome.CANCELLED_BY_SERVICE if cancelled else Outcome.COMPLETED
    return [_meeting(make, cells, "Review of the looked-after child", more, outcome=outcome)]


def _meeting(
    make: SsdFacts, cells: SsdCells, summary: str, more: list[str], flags: str = "", outcome: Outcome = Outcome.COMPLETED
) -> Fact:
    on = cells.own_day()
    if on is None:
        raise RowSkipped(f"{cells.table.on[0]} is blank: it was not held, and no meeting was made")
    return make.contact(cells, ContactKind.MEETING, outcome, on, summary, details=more, outcome_raw=flags)


def health_check(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A health check of a looked-after child: planned, completed, cancelled (by whom is not said) or refused."""
    status = cells.leaf("clah_health_check_status", words) or ""
    outcome = _HEALTH.get(status.upper(), Outcome.UNKNOWN)
    kind = cells.leaf("clah_health_check_type", words) or "Health check"
    refused = Engagement.REFUSED.value if status.upper() == "REFUSED" else None
    on = cells.own_day()
    if on is None:
        raise RowSkipped("clah_health_check_date is blank: no appointment was made")
    return [make.contact(cells, ContactKind.APPOINTMENT, outcome, on, kind, outcome_raw=status, engagement=refused)]


def questionnaire(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A Strengths and Difficulties Questionnaire, whose score (0 to 40) is kept and not interpreted."""
    on = cells.own_day()
    more = details(cells, "csdq_sdq_score", reader=score) + details(cells, "csdq_sdq_reason")
    if on is None:
        raise RowSkipped(f"csdq_sdq_completed_date is blank: none was completed ({', '.join(more) or 'no reason given'})")
    summary = "Strengths and Difficulties Questionnaire"
    return [make.contact(cells, ContactKind.OTHER, Outcome.INFORMATION_ONLY, on, summary, details=more)]


def factors(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """The factors found by an assessment: each a concern of the day on which it was authorised, or began while it is open.

    A code that is no factor makes no concern.
    """
    assessment = cells.need("cinf_assessment_id", own_id)
    found = index.assessments.get(assessment)
    if found is None:
        raise SsdCellError("cinf_assessment_id", assessment, f"there is no assessment '{assessment}' (or that row was rejected)")
    cells.person, about = found[0], make.key(local_id("ssd_cin_assessments", assessment))
    column = "cinf_assessment_factors_json"
    codes = [each for each in listed(cells.said(column)) if each != NO_FACTOR]
    if not codes:
        raise RowSkipped(f"{column} says of no factor that it was found: no concern was made")
    for each in strange_factors(cells.said(column)):
        cells.as_given(column, each)
    return [
        make.concern(cells, *FACTORS[each], found[1], each, involvement=about, code=each) for each in codes if each in FACTORS
    ]


def missing(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """An episode of being missing, or away without authorisation: a concern of the day on which it began."""
    more = detail(cells, "miss_missing_episode_end_date", reader=day) + details(cells, "miss_missing_episode_type")
    more += details(cells, "miss_missing_rhi_offered", "miss_missing_rhi_accepted")
    return [_child_concern(make, cells, Factor.MISSING_EPISODE, "Missing", more)]


def conviction(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A conviction of a looked-after child."""
    return [_child_concern(make, cells, Factor.OFFENDING, cells.leaf("clac_cla_conviction_offence", words) or "Conviction", [])]


def substance(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """Substance misuse of a looked-after child: alcohol where the substance says so, else drugs."""
    taken = cells.leaf("clas_substance_misused", words) or ""
    factor = Factor.ALCOHOL if "alcohol" in taken.lower() else Factor.DRUGS
    return [_child_concern(make, cells, factor, taken, details(cells, "clas_intervention_received", reader=yes))]


def _child_concern(make: SsdFacts, cells: SsdCells, factor: Factor, summary: str, more: list[str]) -> Fact:
    said = with_details(more)
    return make.concern(
        cells, factor, Whose.CHILD, day_needed(cells), summary=summary, status=ConcernStatus.CONFIRMED, **said
    )  # fmt: skip


def voice(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """What a child said of the work with them; the table has no day, so it counts from the extract."""
    answers = [(asked, cells.leaf(column, words)) for column, asked in _VOICE.items()]
    said = "; ".join(f"{asked}: {answer}" for asked, answer in answers if answer)
    if not said:
        raise RowSkipped("every answer is blank: no words of the child were made")
    return [make.row_event(cells, FactKind.STRENGTH, None, {"kind": StrengthKind.VOICE_OF_CHILD.value, "words": said})]
