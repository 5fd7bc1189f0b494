"""Do the records know who this child is? (3.11)

Not an indicator of harm, and no other pattern has heritage as an input.
"""

from collections.abc import Iterator
from pathlib import Path

from graph.dates import months_before
from queries.core.case import ATTENDED, Case
from queries.core.facts import Contact, Record
from queries.core.parameters import Parameter
from queries.core.pattern import Absence, AbsenceFinding, EvaluationContext, Pattern, UnjoinedCase, Verdict, counted, is_subject
from queries.core.wording import listed, over, plural
from queries.patterns.heritage_not_understood.ethnicities import NAMES, NO_RECORDING, code_of, contradict, is_recording


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """What the child's own records say, or do not; and one finding for each parent figure heard without an interpreter."""
    if not is_subject(case, context):
        return
    yield from _ethnicity(case)
    for figure in sorted(case.parent_figures(case.subject)):
        yield from _no_interpreter(case, context, figure)


def _ethnicity(case: Case) -> Iterator[Verdict]:
    own = case.records_of(case.subject)
    agencies = listed(sorted({each.agency for each in own}))
    against = _contradicting(own)
    if not any(is_recording(each.ethnicity) for each in own):
        yield Verdict(f"No record of this child, with {agencies}, says their ethnicity.", [*own], {}, status="not_recorded")
    elif against:
        said = listed(f"{NAMES[code]} ({listed(by)})" for code, by in _by_code(against).items())
        yield Verdict(f"Records of this child differ on their ethnicity: {said}.", [*against], {}, status="contradictory")


def _code(record: Record) -> str | None:
    code = code_of(record.ethnicity or "")
    return None if code in NO_RECORDING else code


def _contradicting(records: list[Record]) -> list[Record]:
    codes = {code for each in records if (code := _code(each))}
    return [each for each in records if (code := _code(each)) and any(contradict(code, other) for other in codes)]


def _by_code(records: list[Record]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for each in records:
        found.setdefault(_code(each) or "", set()).add(each.agency)
    return {code: sorted(found[code]) for code in sorted(found)}


def _no_interpreter(case: Case, context: EvaluationContext, figure: str) -> Iterator[Verdict]:
    needed = [each for each in case.records_of(figure) if each.interpreter_needed]
    contacts = _without_interpreter(case, context, figure)
    times = counted(contacts)
    if not needed or times < context.number("min_contacts"):
        return
    ties = [tie for tie in case.figure_ties(case.subject) if tie.person == figure]
    said = (
        f"{plural(times, 'contact')} with a parent or carer of this child took place without an interpreter "
        f"{over(each.on for each in contacts)}, with {listed(sorted({each.agency for each in contacts}))}; "
        f"{listed(sorted({each.agency for each in needed}))} recorded that one is needed."
    )
    yield Verdict(said, [*needed, *ties, *contacts], {}, key=figure, status="no_interpreter")


def _without_interpreter(case: Case, context: EvaluationContext, figure: str) -> list[Contact]:
    """The attended contacts in the window in which they took part, recorded as without an interpreter, each once."""
    there = {part.contact for part in case.took_part if part.person == figure and part.presence != "absent"}
    found = [each for each in case.contacts if each.interpreter_used is False and each.outcome in ATTENDED]
    own = {each.id: each for each in found if each.person == figure or each.id in there}
    return context.recent("window_months", own.values())


def _held(unjoined: UnjoinedCase, _: AbsenceFinding, __: EvaluationContext) -> Iterator[str]:
    """An ethnicity."""
    if any(is_recording(each.ethnicity) for each in unjoined.case.records_of(unjoined.case.subject)):
        yield "has an ethnicity on record"


PATTERN = Pattern(
    id="heritage_not_understood",
    version=1,
    question="Do the records know who this child is?",
    section="3.11",
    statuses=("not_recorded", "contradictory", "no_interpreter"),
    parameters=(
        Parameter("min_contacts", 2, "contacts", "how many contacts without an interpreter make a finding"),
        Parameter("window_months", 12, "months", "how far back those contacts count"),
    ),
    answers={},
    cautions=(
        "Heritage is not an indicator of harm.",
        "A family may have chosen not to say, and a person may describe themselves differently over time.",
        "An interpreter may have been offered and declined.",
    ),
    judge=judge,
    filters_itself=True,
    absence=Absence("an ethnicity", _held, frozenset({"records"}), statuses=frozenset({"not_recorded"})),
    derived={
        "since": lambda context: context.since("window_months"),
        # A year more than the judge asks for: the text only keeps most of the others out.
        "born_since": lambda context: months_before(context.as_of, 19 * 12),
        "codes": lambda context: sorted(NAMES),
    },
    folder=Path(__file__).parent,
)
