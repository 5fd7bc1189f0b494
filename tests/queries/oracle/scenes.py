"""One small family for each pattern, in which it is likely, with the days exactly at its edges or a day off."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.queries.oracle.family import Family
from tests.queries.oracle.people import AS_OF
from tests.queries.oracle.view import months_before

YEAR, TWO_YEARS = months_before(AS_OF, 12), months_before(AS_OF, 24)


def father_met_with_a_sibling(family: Family) -> None:
    """absent_father: met lately or long ago, with this child or with a sibling only."""
    family.tie("father", "father", "child")
    family.tie("mother", "mother", "child")
    family.tie("mother", "mother", "sibling")
    place = family.somewhere()
    for days in (1, 40, 200):
        family.contact(place, "child", family.ago(days), "attended")
    on, presence = family.near(family.pick(YEAR, family.ago(20, 500))), family.pick("seen", "present", "present", "absent")
    family.contact(place, family.pick("child", "sibling", "sibling"), on, "attended", met={"father": presence})


def partner_of_another_mother(family: Family) -> None:
    """adult_across_families: partners before the birth, or once the child was grown up, or on the edge of either."""
    family.born["child"] = family.pick("2018-03-04", "2006-02-01")
    family.tie("man", "father", "other")
    family.tie("mother", "mother", "child")
    born = date.fromisoformat(family.born["child"])
    grown_up = months_before(born, -18 * 12)
    before = {"start": born - timedelta(400), "end": family.near(family.pick(born, born - timedelta(90)))}
    after = {"start": family.near(min(grown_up, AS_OF)), "end": None}
    family.tie("man", "partner", "mother", **family.pick(before, before, after, {}))
    family.concern(family.somewhere(), "man", family.pick("domestic_abuse", "neglect"), family.ago(0, 300))


def lodger_with_a_family_elsewhere(family: Family) -> None:
    """adult_across_families: some days in the household, in one piece or in two."""
    family.tie("man", "father", "other")
    place, start, days = family.somewhere(), family.ago(400), family.pick(1, 27, 28, 28, 29)
    family.stay(place, "child", 1, start - timedelta(30))
    half = family.pick(days, days, days // 2 + 1)
    family.stay(place, "man", 1, start, start + timedelta(half))
    if half < days:
        family.stay(family.somewhere(), "man", 1, start + timedelta(100), start + timedelta(100 + days - half))
    family.concern(family.somewhere(), "man", "domestic_abuse", family.ago(0, 300))


def neglect_and_an_ended_plan(family: Family) -> None:
    """accumulating_neglect: three days, two agencies, and help that ended, ends on the day, or goes on."""
    place = family.somewhere()
    family.tie("child", "sibling", "sibling")
    first = family.near(family.pick(months_before(AS_OF, 36), family.ago(90)))
    for on, where in ((first, place), (family.ago(40), place), (family.ago(0, 10), family.elsewhere(place))):
        family.concern(where, family.pick("child", "child", "sibling"), family.pick("neglect", "neglect", "housing"), on)
    end = family.pick(AS_OF, AS_OF + timedelta(1), family.ago(50), family.ago(50), None)
    family.spell(place, "child", family.pick("child_in_need", "child_protection_plan", "looked_after"), family.ago(300), end)


def turned_down_again_and_again(family: Family) -> None:
    """below_threshold: worries below it, and an assessment that was turned down or was not, about the time of the first."""
    place, first = family.social_care(), family.near(family.pick(YEAR + timedelta(1), family.ago(200)))
    family.tie("child", "sibling", "sibling")
    for on, source in ((first, "gp"), (family.ago(90), "school"), (family.ago(0, 30), "gp")):
        kind, outcome = family.pick("referral", "notification"), family.pick("no_further_action", "signposted")
        who = family.pick("child", "child", "child", "sibling")
        family.contact(place, who, on, outcome, kind=kind, source_agency=source)
    answer = family.pick(*[{"threshold_met": False}] * 3, {"closure_reason": "threshold_not_met"}, {"threshold_met": True}, {})
    end = family.pick(first, first + timedelta(1), family.ago(60), family.ago(60))
    kind = family.pick(*["assessment", "section_47"] * 3, "child_in_need")
    family.spell(place, family.pick(*["child"] * 4, "sibling"), kind, first - timedelta(30), end, **answer)


def last_seen_long_ago(family: Family) -> None:
    """child_not_seen: open for as long as it takes, and last seen as long ago."""
    place, days = family.somewhere(), family.pick(1, 30, 60, 90, 90, 90)
    family.spell(place, "child", family.pick("child_in_need", "child_in_need", "school"), family.near(family.ago(days, 400)))
    family.contact(place, "child", family.near(family.ago(days)), "attended", presence=family.pick("seen", "seen_alone"))
    on, presence = family.ago(0, days, days + 1), family.pick("present", "absent", "seen")
    family.contact(place, "child", on, "attended", met={"mother": presence})


def arrived_twice(family: Family) -> None:
    """frequent_moves: back at an address, or another agency's late account of the same arrival."""
    place, first = family.somewhere(), family.near(family.pick(TWO_YEARS, family.ago(400), family.ago(400)))
    family.stay(place, "child", 1, first - timedelta(100), first)
    family.stay(place, "child", 2, first, first + timedelta(5))
    family.stay(place, "child", 3, first + timedelta(5))
    again = first + timedelta(family.pick(0, 59, 60, 60, 60, 61))
    family.stay(family.pick(place, *[family.elsewhere(place)] * 4), "child", 2, again)
    family.stay(place, "child", 1, first + timedelta(200))


def gone_quiet(family: Family) -> None:
    """off_the_radar: gone for as long as it takes, after contacts that are just near enough."""
    place, gone = family.somewhere(), family.near(family.ago(*[60] * 9, 30, 200))
    gone = family.pick(*[gone] * 5, family.near(months_before(AS_OF, 18)))
    how = family.pick("moved", "left", "closed")
    if how == "closed":
        family.spell(place, "child", "health_visiting", gone - timedelta(300), gone, closure_reason="moved")
    else:
        family.stay(place, "child", 1, gone - timedelta(300), gone)
    if how == "moved":
        family.stay(place, "child", 2, gone)
    for days in (family.pick(100, 100, 183, 183, 184), family.pick(*[1] * 8, 0), 20):
        family.contact(place, "child", gone - timedelta(days), family.pick("attended", "was_not_brought"))


def closed_on_the_day(family: Family) -> None:
    """closed_after_missed: missed just within the days before the end, and attended after it or not."""
    place, who = family.somewhere(), family.pick("child", "child", "mother")
    family.tie("mother", "mother", "child")
    end = family.near(family.pick(TWO_YEARS, AS_OF, family.ago(100)))
    missed = end - timedelta(family.pick(0, 1, 30, 59, 60, 60, 61))
    family.spell(place, who, family.pick(*["health_visiting", "early_help"] * 3, "school"), end - timedelta(300), end)
    family.contact(place, who, missed, family.pick("was_not_brought", "did_not_attend", "no_access"))
    if family.pick(True, True, False):
        attended = family.pick(end, end, end, missed, end + timedelta(1))
        family.contact(place, who, attended, family.pick("attended", "seen", "completed"))


def known_for_years(family: Family) -> None:
    """long_known_adolescent: exactly so many years of 365 days, or of 365.25."""
    family.born["child"] = family.pick("2009-03-04", "2012-06-15", "2007-06-16", "2007-06-15")
    place, years = family.somewhere(), family.pick(1, 1, 2, 3, 5, 5, 5)
    first = AS_OF - timedelta(10 + years * 365 + family.pick(0, 0, 0, 1, 2))
    family.contact(place, "child", first, "attended", kind=family.pick(*["home_visit"] * 5, "appointment"))
    family.spell(place, "child", "health_visiting", family.near(first - timedelta(family.pick(0, 400))))
    for where in range(len(family.made)):
        family.contact(where, "child", family.ago(10), "attended", kind="meeting")


def unwell_before_the_birth(family: Family) -> None:
    """perinatal_mental_health: dated on the edge of the time before the birth, or in care on the day asked about."""
    born = family.near(family.pick(YEAR, family.ago(0, 100, 300)))
    family.born["child"], place = born.isoformat(), family.somewhere()
    family.tie("mother", family.pick(*["mother"] * 5, "carer"), "child")
    family.tie("mother", family.pick("mother", "mother", "step_parent"), "sibling")
    if family.pick(False, False, True):
        on = family.near(months_before(born, family.pick(24, 24, 24, 12)))
        family.concern(place, "mother", "mental_ill_health", on, status=family.pick("ruled_out", *[None] * 5))
    else:
        end = family.pick(None, None, None, AS_OF, AS_OF + timedelta(1), family.ago(400))
        family.spell(place, "mother", "mental_health", family.near(months_before(born, family.pick(24, 24, 40))), end)
    if family.pick(True, False):
        plan = family.ago(500)
        family.spell(place, "sibling", "child_protection_plan", plan, family.pick(None, plan + timedelta(90)))


def closed_as_it_opened(family: Family) -> None:
    """previously_known: ended on the very day on which the present spell began."""
    place, anchor = family.social_care(), family.pick(family.ago(100), AS_OF)
    family.born["mother"] = family.pick("2002-06-15", "1990-01-01")
    family.tie("mother", "mother", "child")
    family.tie("mother", family.pick("mother", "mother", "step_parent"), "sibling")
    if anchor < AS_OF or family.pick(True, False):
        family.spell(place, "child", family.pick("assessment", "child_protection_plan"), anchor)
    end = family.near(anchor)
    who = family.pick("child", "child", "sibling", "mother")
    family.spell(place, who, family.pick("child_in_need", "referral"), end - timedelta(60), end)
    if family.pick(True, False):
        family.contact(place, family.pick("child", "sibling"), family.near(anchor), "no_further_action", kind="referral")


def two_accounts_of_one_stay(family: Family) -> None:
    """unrecorded_adult_in_household: days that two agencies both tell of, of enough of them or one too few."""
    family.born["man"] = family.pick("1985-05-05", "2007-06-15", "2007-06-16")
    place, days = family.somewhere(), family.pick(1, 27, 28, 28, 29, 30)
    start = family.near(family.pick(TWO_YEARS, family.ago(300)))
    family.stay(place, "child", 1, start - timedelta(30))
    family.stay(place, "man", 1, start, start + timedelta(days))
    again = family.pick(0, 0, days // 2, 100)
    family.stay(family.elsewhere(place), "man", 1, start + timedelta(again), start + timedelta(again + days // 2))
    family.tie("man", family.pick("partner", "partner", "other"), family.pick("mother", "mother", "child"))


def parent_in_care_as_a_child(family: Family) -> None:
    """vulnerable_infant: a baby, and a parent whom social care knew as a child, or just after, or until the anchor day."""
    family.born |= {"child": family.near(family.pick(YEAR, *[family.ago(30, 200)] * 2)).isoformat(), "mother": "2003-05-05"}
    family.tie("mother", "mother", "child")
    place, born = family.social_care(), date.fromisoformat(family.born["mother"])
    start = family.near(months_before(born, family.pick(-18 * 12, -14 * 12, -14 * 12)))
    anchor = family.pick(AS_OF, family.ago(20))
    if anchor < AS_OF:
        family.spell(place, "child", "child_in_need", anchor)
    end = family.pick(start + timedelta(100), anchor, *[family.near(anchor)] * 2, None)
    family.spell(place, "mother", family.pick("looked_after", "child_in_need"), start, end)
    factor, on = family.pick("mental_ill_health", "domestic_abuse", "drugs"), family.near(family.pick(YEAR, family.ago(20)))
    family.concern(family.somewhere(), family.pick("mother", "child"), factor, on, whose=family.pick("parent", "child"))


def missed_and_followed(family: Family) -> None:
    """missed_appointments: three missed, and one attended on the same day, or as late as counts."""
    place, first = family.somewhere(), family.near(family.pick(YEAR + timedelta(1), family.ago(200)))
    for on in (first, first + timedelta(60), first + timedelta(120)):
        family.contact(place, "child", on, family.pick("was_not_brought", "did_not_attend"))
    where = family.pick(place, place, family.elsewhere(place))
    family.contact(where, "child", first + timedelta(60 + family.pick(0, 0, 1, 30, 30, 31)), "attended")


def agreed_and_stayed_away(family: Family) -> None:
    """apparent_compliance: agreed, then not there, three times in the time asked about, or the first just before it."""
    place, first = family.somewhere(), family.near(family.pick(TWO_YEARS, TWO_YEARS, family.ago(300)))
    for day in (first, first + timedelta(50), first + timedelta(100)):
        family.contact(place, "child", day - timedelta(20), "attended", engagement=family.pick("agreed", "engaged"))
        absent = family.pick("was_not_brought", "no_access", "cancelled_by_family", "cancelled_by_service")
        family.contact(place, "child", day, absent)


def passed_on(family: Family) -> None:
    """handed_over_not_picked_up: an answer on the day itself, on the last that counts, or a day late."""
    place = family.somewhere()
    other = family.elsewhere(place)
    for on in (family.near(family.pick(TWO_YEARS, family.ago(30))), family.ago(90, 200)):
        family.contact(place, "child", on, "completed", kind="referral", referred_to=family.agency(other))
        if family.pick(True, True, True, False):
            outcome = family.pick(*["no_further_action"] * 5, "attended")
            family.contact(other, "child", on + timedelta(family.pick(-1, 0, 0, 30, 30, 31)), outcome)
        if family.pick(True, False, False, False):
            start = on + timedelta(family.pick(-40, 0, 30, 31))
            family.spell(other, "child", "assessment", start, family.pick(None, on, on + timedelta(1)) if start < on else None)


def distress_and_its_answer(family: Family) -> None:
    """adolescent_distress: harm to oneself at the edge of the time asked about, or much else, and who answered when."""
    family.born["child"] = family.pick("2009-03-04", "2009-03-04", "2012-06-15", "2012-06-16", "2007-06-16", "2007-06-15")
    place, on = family.somewhere(), family.near(family.pick(TWO_YEARS, family.ago(100), family.ago(100)))
    if family.pick(True, True, False):
        family.concern(
            place, "child", family.pick("self_harm", "suicidal_thoughts"), on, whose=family.pick("child", "child", "parent")
        )
    else:
        family.concern(place, "child", family.pick("neglect", "emotional_abuse", "sexual_abuse"), on)
        for factor in ("poverty", family.pick("housing", "offending", "mental_ill_health")):
            family.concern(place, "child", factor, on - timedelta(100))
    answered = on + timedelta(family.pick(0, 0, 1, 30, 31))
    family.contact(family.somewhere(), "child", min(answered, AS_OF), "attended")


def an_interpreter_for_whom(family: Family) -> None:
    """heritage_not_understood: codes that differ or may both hold, and a mother who needed an interpreter."""
    place = family.somewhere()
    for where in (place, family.elsewhere(place)):
        family.describe(where, "child", ethnicity=family.pick("MOTH", "MOTH", "MWBC", "WBRI", None))
    family.tie("mother", "mother", "child")
    family.describe(place, "mother", interpreter_needed=True)
    for on in (family.near(family.pick(YEAR + timedelta(1), family.ago(50))), family.ago(0, 20)):
        presence, outcome = (
            family.pick("present", "present", "absent"),
            family.pick("attended", "attended", "completed", "no_access"),
        )
        family.contact(place, "child", on, outcome, met={"mother": presence}, interpreter_used=False)


SCENES: tuple[Callable[[Family], None], ...] = (
    father_met_with_a_sibling,
    partner_of_another_mother,
    lodger_with_a_family_elsewhere,
    neglect_and_an_ended_plan,
    turned_down_again_and_again,
    last_seen_long_ago,
    arrived_twice,
    gone_quiet,
    closed_on_the_day,
    known_for_years,
    unwell_before_the_birth,
    closed_as_it_opened,
    two_accounts_of_one_stay,
    parent_in_care_as_a_child,
    missed_and_followed,
    agreed_and_stayed_away,
    passed_on,
    distress_and_its_answer,
    an_interpreter_for_whom,
)
