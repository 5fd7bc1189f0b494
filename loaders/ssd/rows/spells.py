"""The tables whose rows are spells: early help, referrals, assessments, plans, enquiries, care, and where a child lived."""

from collections.abc import Mapping

from graph.facts import Content, Fact, FactKind
from graph.identity.identifiers import is_no_place, normal_uprn
from graph.vocabulary import AddressKind, ContactKind, InvolvementKind, Outcome, Relationship
from loaders.codes.care import ACCOMMODATION, ACTIVITIES, IN_TOUCH, LIVING, PLACE_CHANGES, PLACES, PROVIDERS, SUITABLE
from loaders.codes.children import YES_NO
from loaders.codes.closures import closure_of
from loaders.codes.placements import place_kind
from loaders.codes.placements import placement as placement_place
from loaders.codes.referrals import ABUSES, CLOSURE_CODES, CLOSURES, PRIMARY_NEEDS, REFERRAL_SOURCES, REFERRERS
from loaders.facts.builder import ended, with_details
from loaders.returns.lines import postcode
from loaders.ssd.cells import RowSkipped, SsdCellError, SsdCells
from loaders.ssd.facts import SsdFacts, days_of, detail, details, end_after
from loaders.ssd.index import Index
from loaders.ssd.rows.events import comments, outcomes
from loaders.ssd.values import code, day, is_json, members, supplied, words, yes

_ABUSES = ABUSES | {
    "NEGLECT": "NEG", "PHYSICAL": "PHY", "SEXUAL": "SAB", "EMOTIONAL": "EMO", "MULTIPLE": "MUL",
}  # fmt: skip
_LINES = ("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET", "TOWN")
_KINDS: Mapping[str, AddressKind] = {
    "TEMP": AddressKind.TEMPORARY,
    "REFUGE": AddressKind.REFUGE,
    "HOSPITAL": AddressKind.HOSPITAL,
    "PRISON": AddressKind.PRISON,
    "HOSTEL": AddressKind.HOSTEL,
    "SCHOOL": AddressKind.SCHOOL,
    "PLACEMENT": AddressKind.OTHER,
}
_CARE_LEAVERS = {
    "clea_care_leaver_in_touch": IN_TOUCH,
    "clea_care_leaver_accommodation": ACCOMMODATION | LIVING,
    "clea_care_leaver_accom_suitable": SUITABLE,
    "clea_care_leaver_activity": ACTIVITIES,
}
_PLACEMENTS = {
    "clap_cla_placement_type": PLACES,
    "clap_cla_placement_provider": PROVIDERS,
    "clap_cla_placement_change_reason": PLACE_CHANGES,
}
_HOMES = ("", "HOME", "MAIN")


def early_help(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """An early help episode; why it ended is read from the words that the authority uses."""
    start, end = days_of(cells)
    why = cells.leaf("earl_episode_end_reason", words)
    says: Content = {"closure_reason": closure_of(why).value, "closure_code": why[:200]} if why else {}
    more = details(cells, "earl_episode_reason", "earl_episode_organisation")
    more += detail(cells, "earl_episode_worker_id", "worker", index.professional)
    return [make.involvement(cells, InvolvementKind.EARLY_HELP, start, end, more, says)]


def referral(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A referral is a contact on its day, and an involvement from then until the case is closed."""
    start, end = days_of(cells)
    dropped = cells.listed("cine_referral_nfa", YES_NO)
    asked = cells.listed("cine_referral_source_code", REFERRAL_SOURCES)
    outcome = {True: Outcome.NO_FURTHER_ACTION, False: Outcome.ACCEPTED, None: Outcome.UNKNOWN}[dropped]
    described = f"Referred by {REFERRERS[asked]}" if asked else ""
    source = ([f"ReferralSource={asked}"] if asked else []) + detail(cells, "cine_referral_source_desc")
    flags = ", ".join(outcomes(cells, "cine_referral_outcome_json"))
    says = _closing(cells)
    met = None if dropped is None else not dropped
    need = cells.listed("cine_cin_primary_need_code", PRIMARY_NEEDS)
    more = [f"PrimaryNeedCode={need}"] if need else []
    more += index.who_worked(cells, "cine_referral") + comments(cells, "cine_referral_outcome_json")
    more += index.told(f"r:{cells.own_id()}", "details")
    return [
        make.contact(cells, ContactKind.REFERRAL, outcome, start, described, details=source, outcome_raw=flags),
        make.involvement(cells, InvolvementKind.REFERRAL, start, end, more, says, threshold_met=met),
    ]


def _closing(cells: SsdCells) -> Content:
    """Why a case was closed, known with its end; a code that is in no list says itself alone."""
    why = cells.leaf("cine_close_reason", words)
    try:
        known = cells.read("cine_close_reason", code(CLOSURE_CODES))
    except SsdCellError:
        cells.as_given("cine_close_reason", why or "")
        return {"closure_code": (why or "")[:60]}
    return {"closure_reason": CLOSURES[known].value, "closure_code": known} if known else {}


def assessment(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """An assessment, from its start until it was authorised."""
    start, end = days_of(cells)
    more = details(cells, "cina_referral_id")
    more += details(cells, "cina_assessment_child_seen", "cina_assessment_outcome_nfa", reader=yes)
    more += [f"outcome={flag}" for flag in outcomes(cells, "cina_assessment_outcome_json")]
    more += comments(cells, "cina_assessment_outcome_json") + index.who_worked(cells, "cina_assessment")
    more += index.told(f"a:{cells.own_id()}", "details")
    fact = make.involvement(cells, InvolvementKind.ASSESSMENT, start, end, more)
    # Only once it is made: factors look here for their assessment, and are rejected with one that was.
    index.assessments[cells.own_id()] = (cells.person, end or start)
    return [fact]


def plan(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A child in need plan."""
    start, end = days_of(cells)
    more = details(cells, "cinp_referral_id") + index.who_worked(cells, "cinp_cin_plan")
    return [make.involvement(cells, InvolvementKind.CHILD_IN_NEED, start, end, more)]


def enquiry(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A section 47 enquiry; one of which nothing was to follow, and that has no end, ended on its first day (docs/adr/0022)."""
    start, end = days_of(cells)
    flags = outcomes(cells, "s47e_s47_outcome_json")
    dropped = cells.listed("s47e_s47_nfa", YES_NO) or "NFA" in flags
    # An end before its start (`early`) was rejected, but given: such an enquiry is not one without an end.
    end = start if dropped and end is None and not cells.early else end
    more = details(cells, "s47e_referral_id") + details(cells, "s47e_s47_nfa", reader=yes)
    more += [f"outcome={flag}" for flag in flags]
    more += comments(cells, "s47e_s47_outcome_json") + index.who_worked(cells, "s47e_s47_completed_by")
    return [make.involvement(cells, InvolvementKind.SECTION_47, start, end, more)]


def protection_plan(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """A child protection plan, with its categories of abuse, first and latest."""
    start, end = days_of(cells)
    more: list[str] = []
    for name in ("Initial", "Latest"):
        abuse = cells.listed(f"cppl_cp_plan_{name.lower()}_category", _ABUSES)
        more += [f"{name}CategoryOfAbuse={abuse}"] if abuse else []
    more += details(cells, "cppl_referral_id", "cppl_icpc_id") + details(cells, "cppl_cp_plan_ola", reader=yes)
    return [make.involvement(cells, InvolvementKind.CHILD_PROTECTION_PLAN, start, end, more)]


def care_leaver(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """What is known of a care leaver; the table has no start, so it counts from the extract."""
    named = (
        "clea_care_leaver_eligibility", "clea_care_leaver_in_touch", "clea_care_leaver_accommodation",
        "clea_care_leaver_accom_suitable", "clea_care_leaver_activity", "clea_care_leaver_personal_advisor",
    )  # fmt: skip
    cells.count_unlisted(_CARE_LEAVERS)
    more = details(cells, *named)
    more += details(cells, "clea_care_leaver_latest_contact", "clea_pathway_plan_review_date", reader=day)
    more += detail(cells, "clea_care_leaver_allocated_team", "team", index.department)
    more += detail(cells, "clea_care_leaver_worker_id", "worker", index.professional)
    return [make.involvement(cells, InvolvementKind.CARE_LEAVER, None, None, more)]


def pre_proceedings(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """Pre-proceedings, from the decision until the step down was agreed."""
    start = cells.own_day()
    if start is None:
        raise RowSkipped("it has no day of a decision, letter or meeting: no involvement was made")
    end = end_after(cells, "prep_agree_stepdown_issue_date", start)
    more = details(cells, "prep_plo_family_id", "prep_pre_pro_outcome", "prep_legal_gateway_outcome", "prep_court_reference")
    days = ("prep_pre_pro_letter_date", "prep_initial_pre_pro_meeting_date", "prep_care_pro_letter_date")
    more += details(cells, *days, reader=day)
    return [make.involvement(cells, InvolvementKind.OTHER, start, end, ["pre-proceedings", *more])]


def mother(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """That somebody is a child's mother; of a child whom the system does not know, only where a day of birth tells one."""
    related = index.child_of(cells)
    index.only_tie(cells, related)
    about = (cells.person, related)
    return [make.spell(FactKind.RELATIONSHIP, make.local(cells), about, None, None, {"kind": Relationship.MOTHER.value})]


def address(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """Where somebody lived; a placement is told by the table of placements, where that is there."""
    kind = cells.leaf("addr_address_type", words) or ""
    placed = "PLACEMENT" in kind.upper()
    if placed and index.has("ssd_cla_placement"):
        raise RowSkipped("it is a placement, which ssd_cla_placement tells: no stay was made")
    where = _where(cells)
    if normal_uprn(str(where.get("uprn", ""))) is None and is_no_place(
        str(where.get("address", "")), str(where.get("postcode", ""))
    ):
        raise RowSkipped("there is no address in it (no valid UPRN, and an address that names no place): no stay was made")
    found = next((each for word, each in _KINDS.items() if word in kind.upper()), None)
    if found is None and kind.upper() not in _HOMES:
        where |= with_details([f"addr_address_type={kind}"])
    found = found or AddressKind.HOME
    return [_stay(make, cells, found, where, placed, "addr_address_start_date", "addr_address_end_date")]


def _where(cells: SsdCells) -> Content:
    text = cells.leaf("addr_address_json", words) or ""
    postcode = cells.leaf("addr_address_postcode", words) or ""
    postcode = "" if postcode.lower().replace(" ", "") == "nopostcode" else postcode
    if text.startswith("{") and not is_json(text):
        cells.notes.append("addr_address_json is no valid JSON: what stands between its keys was read")
    found = members(text) if text.startswith("{") else {}
    cells.unkept += [f"addr_address_json.{key}" for key in sorted(found.keys() - {*_LINES, "UPRN"}) if supplied(found[key])]
    lines = ", ".join(found[key] for key in _LINES if found.get(key)) if found else text
    whole = {"uprn": found.get("UPRN", ""), "address": lines, "postcode": postcode}
    return {name: value for name, value in whole.items() if value}


def placement(make: SsdFacts, cells: SsdCells, index: Index) -> list[Fact]:
    """Where a looked-after child was placed: a stay that is restricted, at this child's own place at the postcode.

    The Ofsted number is kept beside it and makes no place: of a foster home it is that of the agency, whose homes are many.
    """
    cells.count_unlisted(_PLACEMENTS)
    kind = place_kind(cells.leaf("clap_cla_placement_type", words) or "")
    since = cells.read("clap_cla_placement_start_date", day)
    where = placement_place(make.source.agency, cells.person, cells.leaf("clap_cla_placement_postcode", postcode), since)
    more = details(cells, "clap_cla_placement_type", "clap_cla_placement_provider", "clap_cla_placement_change_reason")
    more += details(cells, "clap_cla_placement_distance", reader=_miles) + details(cells, "clap_cla_placement_urn")
    where |= with_details(more)
    return [_stay(make, cells, kind, where, True, "clap_cla_placement_start_date", "clap_cla_placement_end_date")]


def _miles(text: str) -> str | None:
    """A distance from home; 999.9 stands for one that could not be had."""
    return None if text.startswith("999.9") else words(text)


def _stay(
    make: SsdFacts, cells: SsdCells, kind: AddressKind, where: Content, restricted: bool, start_name: str, end_name: str
) -> Fact:  # fmt: skip
    start = cells.read(start_name, day)
    end = end_after(cells, end_name, start)
    content: Content = {"kind": kind.value, "restricted": restricted, **where}
    return make.row_spell(cells, FactKind.STAY, start, ended(end) if end else None, content)
