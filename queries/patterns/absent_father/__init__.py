"""Is a father missing from the picture? (3.10)"""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from queries.core.case import ATTENDED, PRESENT, Case
from queries.core.facts import Contact, Tie, latest
from queries.core.parameters import Parameter
from queries.core.pattern import Absence, AbsenceFinding, EvaluationContext, Pattern, UnjoinedCase, Verdict, counted, is_subject
from queries.core.wording import listed, plural


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """At most one finding a child, with the first status that holds."""
    if not is_subject(case, context):
        return
    edges = father_edges(case)
    fathers = sorted({edge.person for edge in edges})
    living = [each for each in fathers if case.died(each, context.as_of) is None]
    away = {edge.person for edge in edges if edge.contact_restricted}
    if not fathers:
        yield from _not_recorded(case, context)
    elif not living:
        deaths = [each for father in fathers for each in case.records_of(father) if each.died and each.died <= context.as_of]
        yield _verdict("deceased", f"{_whose(fathers)} on record as having died.", [*edges, *deaths], fathers)
    elif set(living) <= away:
        said = f"{_whose(living)} on record as kept away from this child for safety."
        yield _verdict("kept_away", said, list(edges), fathers)
    else:
        yield from _not_met(case, context, edges, fathers, set(living) - away)


def father_edges(case: Case) -> list[Tie]:
    """PARENT_OF of kind father, or of kind parent where a visible record says sex M."""
    return [
        tie for tie in case.parent_ties(case.subject, "father", "parent") if tie.kind == "father" or "M" in case.sexes(tie.person)
    ]


def _not_recorded(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    mothers = case.parent_ties(case.subject, "mother")
    own = [each for each in _recent(case, context) if each.person == case.subject]
    if (not mothers and counted(own) < context.number("min_contacts")) or _two_mothers(mothers):
        return
    said = f"No father of this child is on record with {listed(context.agencies)}, the agencies whose records were searched."
    yield _verdict("not_recorded", said, [*mothers, *own], [], silent=_window(context))


def _two_mothers(mothers: list[Tie]) -> bool:
    """Whether one agency names two: a family with two mothers is no absence. Two agencies' may be one woman, not joined."""
    named = {(tie.agency, tie.person) for tie in mothers}
    return len({agency for agency, _ in named}) < len(named)


def _not_met(
    case: Case, context: EvaluationContext, edges: list[Tie], fathers: list[str], reachable: set[str]
) -> Iterator[Verdict]:
    met = _met(case, reachable, {case.subject} | case.siblings(case.subject))
    last = latest(met)
    there = _with_services(case, context)
    times = counted(there)
    if times < context.number("min_contacts") or (last and context.within("window_months", last.on)):
        return
    status = "not_recently" if last else "never_contacted"
    whom = "the father of this child" if len(fathers) == 1 else "a father of this child"
    whom += " who is neither kept away nor known to have died" if len(reachable) < len(fathers) else ""
    dated = f"is of {last.on}" if last and last.on else "has no date"
    when = f"The last record of a service meeting {whom} {dated} ({last.agency})" if last else ""
    said = (
        f"{when or f'No record says that a service ever met {whom}'}, though services had "
        f"{plural(times, 'attended contact')} about the child or with the mother "
        f"in the {plural(context.number('window_months'), 'month')} to {context.as_of}."
    )
    facts: list[Any] = [*edges, *there, *([last] if last else [])]
    verdict = _verdict(status, said, facts, fathers, silent=_window(context))
    verdict.answers |= {"last_contact_on": last.on if last else None, "contacts": times}
    yield verdict


def _met(case: Case, reachable: set[str], children: Collection[str]) -> list[Contact]:
    """Attended contacts about one of these children in which such a father was there, and not as alleged perpetrator."""
    there = {
        part.contact
        for part in case.took_part
        if part.person in reachable and part.presence in PRESENT and part.part != "alleged_perpetrator"
    }
    return [each for each in case.contacts if each.id in there and each.person in children and each.outcome in ATTENDED]


def _with_services(case: Case, context: EvaluationContext) -> list[Contact]:
    """Attended contacts in the window about the child, or in which its mother took part."""
    mothers = {tie.person for tie in case.parent_ties(case.subject, "mother")}
    hers = {part.contact for part in case.took_part if part.person in mothers and part.presence != "absent"}
    return [each for each in _recent(case, context) if each.person in mothers | {case.subject} or each.id in hers]


def _recent(case: Case, context: EvaluationContext) -> list[Contact]:
    """Attended contacts in the window, each once."""
    # One contact may be about several people, and stands here once for each.
    attended = {each.id: each for each in case.contacts if each.outcome in ATTENDED}
    return context.recent("window_months", attended.values())


def _window(context: EvaluationContext) -> tuple[Any, Any]:
    return context.since("window_months") + timedelta(days=1), context.as_of


def _verdict(status: str, said: str, facts: list[Any], fathers: list[str], silent: tuple[Any, Any] | None = None) -> Verdict:
    answers = {"fathers": fathers, "last_contact_on": None, "contacts": None}
    return Verdict(said, facts, answers, status=status, silent=silent)


def _whose(fathers: list[str]) -> str:
    return "The father of this child is" if len(fathers) == 1 else "The fathers of this child are"


def _people(finding: AbsenceFinding) -> Mapping[str, str]:
    """The child, and every father on record."""
    fathers = finding.answers["fathers"]
    return {finding.subject: "", **dict.fromkeys(fathers, "the father" if len(fathers) == 1 else "a father")}


def _held(unjoined: UnjoinedCase, finding: AbsenceFinding, context: EvaluationContext) -> Iterator[str]:
    """A father whom nobody else has, and that one was met: with the child, or by the father's own record."""
    case, known = unjoined.case, {other for each in finding.answers["fathers"] for other in unjoined.may_be[each]}
    if unjoined.person != finding.subject:
        children = unjoined.may_be[finding.subject]
        last = latest(each for each in _met(case, {case.subject}, children) if _is_news(each, finding))
        if last:
            yield f"was met on {last.on} ({last.agency})"
        return
    fathers = {tie.person for tie in father_edges(case)}
    last = latest(each for each in _met(case, fathers, {case.subject}) if _is_news(each, finding))
    if last:
        yield f"has a father who was met on {last.on} ({last.agency})"
    elif fathers - known:
        yield "has a father who is not on record here" if known else "has a father"


def _is_news(contact: Contact, finding: AbsenceFinding) -> bool:
    """Whether it is after all that the finding knows of."""
    last = finding.answers["last_contact_on"]
    return contact.on is not None and (last is None or contact.on > last)


PATTERN = Pattern(
    id="absent_father",
    version=2,
    question="Is a father missing from the picture?",
    section="3.10",
    statuses=("not_recorded", "deceased", "kept_away", "never_contacted", "not_recently"),
    parameters=(
        Parameter("min_contacts", 3, "contacts", "how many attended contacts show that services were there"),
        Parameter("window_months", 12, "months", "how far back those contacts, and one with a father, count"),
    ),
    answers={
        "fathers": "every father on record",
        "last_contact_on": "the day on which one was last met, or null",
        "contacts": "how many attended contacts there were in the window (never_contacted and not_recently), else null",
    },
    cautions=(
        "Some fathers are kept away for safety, and some protect.",
        "A child may be donor-conceived or adopted, and a stranger has a lawful privacy.",
        "Where two agencies name a mother each, they may be two mothers; one agency that names both makes no finding.",
        "In a small lens most fathers are not recorded.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"since": lambda context: context.since("window_months")},
    absence=Absence(
        "a father, or that one was met",
        _held,
        frozenset({"records", "ties", "contacts", "took_part"}),
        _people,
        frozenset({"not_recorded", "never_contacted", "not_recently"}),
    ),
    folder=Path(__file__).parent,
)
