"""Seven more patterns as the page has them, read as slowly: of services that a child, or its family, and they did not meet."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tests.queries.oracle.facts import Fact
from tests.queries.oracle.patterns import Parameters, Verdict, attended, how_many, last, lies, moves, within
from tests.queries.oracle.view import MISSED, View, holds, months_before, years

RULES_OUT = ("assessment", "section_47", "child_in_need", "child_protection_plan", "looked_after")


def unrecorded_adult_in_household(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.2, 3.10"""
    until = view.lens.as_of
    after = months_before(until, given["window_months"])
    together = view.stays_together(child, after, until)
    names = ("mother", "father", "parent", "step_parent", "carer", "guardian", "foster_carer", "sibling", "half_sibling")
    pairs = {(one, other) for one, other, _ in view.ties(*names, "step_sibling", "grandparent", "aunt_or_uncle", "other")}
    for person in {who for who, _, _ in together}:
        stays = [(mine, theirs) for who, mine, theirs in together if who == person]
        each_day = [after + timedelta(days=number) for number in range(1, (until - after).days + 1)]
        count = sum(any(holds(mine, day) and holds(theirs, day) for mine, theirs in stays) for day in each_day)
        tied = {(person, child), (child, person)} & pairs
        if count >= given["min_days"] and is_grown_up(view, person) and not tied:
            yield Verdict(person, None, {"days": count}, [stay for pair in stays for stay in pair])


def is_grown_up(view: View, person: str) -> bool:
    """18 or over, or without a date of birth and an adult in somebody's record."""
    born = view.born(person)
    if born is None:
        return person in view.labelled("adult", "both")
    kinds = [each.says("date_of_birth_kind") for each in view.about("person", person) if each.says("date_of_birth")]
    return set(kinds) != {"expected"} and years(born, view.lens.as_of) >= 18


def below_threshold(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.5"""
    siblings = view.siblings(child) if given["scope"] == "family" else set()
    contacts = [
        each
        for each in view.about("contact", child, *siblings)
        if each.says("kind") in ("referral", "notification")
        and each.says("outcome") in ("no_further_action", "signposted", "information_only")
        and within(view, given["window_months"], each.on)
        and reached_social_care(view, each)
    ]
    sources = {each.says("source_agency") or each.agency for each in contacts}
    if how_many(view, contacts) < given["min_contacts"] or len(sources) < given["min_sources"]:
        return
    first = min(each.on for each in contacts if each.on)
    held = [first + timedelta(days=number) for number in range((view.lens.as_of - first).days + 1)]
    for spell in view.about("involvement", child, *siblings):
        turned_down = spell.says("threshold_met") is False or (spell.end and spell.says("closure_reason") == "threshold_not_met")
        excused = spell.says("kind") in ("assessment", "section_47") and turned_down
        if spell.says("kind") in RULES_OUT and not excused and any(holds(spell, day) for day in held):
            return
    answers = {"contacts": how_many(view, contacts), "sources": sorted(sources)}
    theirs = siblings & {view.about_whom(each) for each in contacts}
    yield Verdict("", None, answers, contacts + [edge for each in theirs for edge in sibling_edges(view, child, each)])


def reached_social_care(view: View, contact: Fact) -> bool:
    """Recorded by, referred to, or by then shared with an agency of that kind, in the lens or not."""
    told = {share.says("with_agency") for share in contact.shares}
    return any(view.world.kind_of.get(each) == "social_care" for each in {contact.agency, contact.says("referred_to"), *told})


def sibling_edges(view: View, child: str, sibling: str) -> Iterator[Fact]:
    """Every edge by which they are siblings."""
    for one, other, fact in view.ties("sibling", "half_sibling", "step_sibling"):
        if {one, other} == {child, sibling}:
            yield fact
    mine, theirs = (view.parents(each, "mother", "father", "parent") for each in (child, sibling))
    for parent in set(mine) & set(theirs) - {child}:
        yield from mine[parent] + theirs[parent]


def child_not_seen(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.5"""
    since = view.lens.as_of - timedelta(days=given["days"])
    spells = [each for each in view.about("involvement", child) if holds(each, view.lens.as_of)]
    spells = [each for each in spells if each.says("kind") not in ("school", "tenancy")]
    seen = [each for each in view.of("contact") if saw(view, each, child)]
    began_long_ago = any(each.on is None or each.on <= since for each in spells)
    if not began_long_ago or any(each.on and each.on >= since for each in seen):
        return
    latest = last(seen)
    grown_ups = view.labelled("adult", "both") - {child}
    alone = [
        each
        for each in attended(view.about("contact", child))
        if not saw(view, each, child)
        and (latest is None or is_later(each, latest))
        and any(view.who(part.record) in grown_ups and part.says("presence") != "absent" for part in each.parts)
    ]
    answers = {"last_seen_on": latest.on if latest else None, "adults_only": how_many(view, alone)}
    yield Verdict("", None, answers, spells + alone + ([latest] if latest else []), silent=(since, view.lens.as_of))


def is_later(contact: Fact, seen: Fact) -> bool:
    """Whether it was on a later day than that on which the child was last seen: one that has no day is not; any day is later than
    a sighting that has none."""
    return contact.on is not None and (seen.on is None or contact.on > seen.on)


def saw(view: View, contact: Fact, child: str) -> bool:
    """Whether the child was seen in it, as its subject or as one involved."""
    seen = ("seen", "seen_alone")
    own = view.about_whom(contact) == child and contact.says("presence") in seen
    return own or any(view.who(part.record) == child and part.says("presence") in seen for part in contact.parts)


def off_the_radar(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.9"""
    went: list[tuple[date, Fact, bool]] = []
    for arrival in sorted(moves(view, child), key=lambda each: each[0].on or date.min)[-1:]:
        went += [(arrival[0].on, account, False) for account in arrival if arrival[0].on]
    stays = [each for each in view.about("stay", child) if each.says("address_kind") != "hospital"]
    if not any(holds(each, view.lens.as_of) for each in stays):
        went += [(each.end, each, True) for each in stays if each.end]
    spells = [each for each in view.about("involvement", child) if each.says("closure_reason") == "moved"]
    went += [(each.end, each, True) for each in spells if each.end]
    moved_on = max((on for on, _, _ in went), default=None)
    if moved_on is None or not within(view, given["window_months"], moved_on):
        return
    own = [(each.on, each) for each in view.about("contact", child) if each.on]
    before = [each for on, each in own if moved_on - timedelta(days=183) <= on < moved_on]
    quiet = (view.lens.as_of - moved_on).days >= given["quiet_days"]
    if not quiet or how_many(view, before) < given["min_before"] or any(on >= moved_on for on, _ in own):
        return
    final = last(before)
    facts = [fact for on, fact, _ in went if on == moved_on]
    answers = {"moved_on": moved_on, "last_contact_on": final.on if final else None}
    left = [fact for on, fact, ended in went if on == moved_on and ended]
    yield Verdict("", None, answers, facts + before, left, silent=(moved_on, view.lens.as_of))


def hard_to_engage(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.8"""
    figures = view.figures(child)
    contacts = [
        each
        for each in view.of("contact")
        if (each.says("engagement") in ("refused", "hostile", "avoidant") or each.says("outcome") == "no_access")
        and within(view, given["window_months"], each.on)
        and (view.about_whom(each) == child or view.people_in(each) & set(figures))
    ]
    agencies = {each.agency for each in contacts}
    if how_many(view, contacts) < given["min_contacts"] or len(agencies) < given["min_agencies"]:
        return
    through = {who for each in contacts if view.about_whom(each) != child for who in view.people_in(each) & set(figures)}
    answers = {"contacts": how_many(view, contacts), "with_agencies": sorted(agencies)}
    yield Verdict("", None, answers, contacts + [edge for who in through for edge in figures[who]])


def apparent_compliance(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.8"""
    facts: list[Fact] = []
    own = view.about("contact", child)
    for agency in {each.agency for each in own}:
        dated = [(each.on, each.id, each) for each in own if each.agency == agency and each.on]
        line = [each for _, _, each in sorted(dated, key=lambda each: each[:2])]
        for now, after in pairwise(line):
            agreed = now in attended([now]) and now.says("engagement") in ("engaged", "agreed")
            absent = after.says("outcome") in (*MISSED, "cancelled_by_family", "no_access")
            if agreed and absent and within(view, given["window_months"], after.on):
                facts += [now, after]
    if len(facts) // 2 >= given["min_pairs"]:
        yield Verdict("", None, {"pairs": len(facts) // 2, "with_agencies": sorted({each.agency for each in facts})}, facts)


def handed_over_not_picked_up(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.9"""
    most = given["pick_up_days"]
    for passed in view.about("contact", child):
        to = passed.says("referred_to")
        if (
            to == passed.agency
            or to not in view.lens.agencies & view.world.loaded
            or not within(view, given["window_months"], passed.on)
        ):
            continue
        assert passed.on
        theirs = [each for each in view.about("contact", child) if each.agency == to and lies(passed, 0, each, most)]
        spells = [each for each in view.about("involvement", child) if each.agency == to]
        taken = any(holds(each, passed.on) or lies(passed, 0, each, most) for each in spells)
        refused = [each for each in theirs if each.says("outcome") == "no_further_action"]
        if (view.lens.as_of - passed.on).days >= most and theirs == refused and not taken:
            answers = {"referred_to": to, "referred_on": passed.on}
            silent = passed.on, passed.on + timedelta(most)
            yield Verdict(passed.id, "refused" if refused else "silent", answers, [passed, *refused], silent=silent, by=to)


SERVICES = {
    "unrecorded_adult_in_household": (unrecorded_adult_in_household, {"min_days": 28, "window_months": 24}),
    "below_threshold": (below_threshold, {"window_months": 12, "min_contacts": 3, "min_sources": 2, "scope": "child"}),
    "child_not_seen": (child_not_seen, {"days": 90}),
    "off_the_radar": (off_the_radar, {"window_months": 18, "quiet_days": 60, "min_before": 3}),
    "hard_to_engage": (hard_to_engage, {"window_months": 12, "min_contacts": 3, "min_agencies": 2}),
    "apparent_compliance": (apparent_compliance, {"min_pairs": 3, "window_months": 24}),
    "handed_over_not_picked_up": (handed_over_not_picked_up, {"window_months": 24, "pick_up_days": 30}),
}
"""Each pattern with its parameters and their defaults."""
