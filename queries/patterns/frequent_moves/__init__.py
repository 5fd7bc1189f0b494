"""Has this child moved again and again? (3.6)"""

from collections.abc import Iterator
from pathlib import Path

from queries.core.case import Case
from queries.core.moves import moves
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, is_subject
from queries.core.wording import days_between, listed, plural


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_moves` moves or more that start within `window_months`."""
    recent = context.recent("window_months", moves(case.stays, case.subject))
    if len(recent) < context.number("min_moves") or not is_subject(case, context):
        return
    accounts = [stay for move in recent for stay in move.accounts]
    addresses = {move.address for move in recent}
    authorities = sorted({stay.local_authority for stay in accounts if stay.local_authority})
    where = plural(len(addresses), "address", "addresses")
    said = f"This child moved {plural(len(recent), 'time')} {days_between(recent)}, to {where}"
    if authorities:
        said += f" in {plural(len(authorities), 'local authority', 'local authorities')}"
    statement = f"{said}, by the records of {listed(sorted({stay.agency for stay in accounts}))}."
    answers = {"moves": len(recent), "addresses": len(addresses), "authorities": len(authorities)}
    yield Verdict(statement, list(accounts), answers)


PATTERN = Pattern(
    id="frequent_moves",
    version=1,
    question="Has this child moved again and again?",
    section="3.6",
    parameters=(
        Parameter("min_moves", 3, "moves", "how many moves make a finding"),
        Parameter("window_months", 24, "months", "how far back moves count"),
    ),
    answers={
        "moves": "how many moves",
        "addresses": "how many distinct addresses were moved to",
        "authorities": "how many distinct local authorities those arrivals were in, where known",
    },
    cautions=(
        "A late account of an old address by a second agency can look like a return.",
        "Some moves are to safety, and some are homes found at last.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"since": lambda context: context.since("window_months")},
    folder=Path(__file__).parent,
)
