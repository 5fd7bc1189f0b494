"""Running a pattern's own Python, and holding it to what the pattern declares.

What fails in it is said with its file and line, and with nothing of the case: that holds people's data.
"""

import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import WrongPattern
from graph.store import Store
from queries.core.case import Case
from queries.core.facts import Evidence
from queries.core.pattern import EvaluationContext, Pattern, Verdict

_STORABLE = (bool, int, float, str, date, list, tuple, dict)
_PLAIN = "a number, a flag, a text, a date, a list or a map"


def derived_parameters(pattern: Pattern, context: EvaluationContext) -> dict[str, Any]:
    """The further parameters of a pattern's text. Raises WrongPattern where one cannot be made."""
    with named(pattern, "its derived parameters failed"):
        values = {name: make(context) for name, make in pattern.derived.items()}
    for name, value in values.items():
        if not isinstance(value, _STORABLE):
            raise WrongPattern(f"pattern {pattern.id}: expected ${name} to be {_PLAIN}, found {type(value).__name__}")
    return values


def evidence_of(pattern: Pattern, verdict: Verdict) -> tuple[Evidence, ...]:
    """The facts of a verdict as evidence. Raises WrongPattern where one of them is no fact of the case."""
    with named(pattern, "expected the facts of its verdict to be those of the case"):
        return verdict.evidence()


def known_ends_of(pattern: Pattern, verdict: Verdict) -> tuple[Evidence, ...]:
    """The facts whose known end matters, as evidence. Raises WrongPattern where one of them is no fact of the case."""
    with named(pattern, "expected the known ends of its verdict to be facts of the case"):
        return tuple(fact.evidence() for fact in verdict.known_ends)


def unloaded_of(pattern: Pattern, case: Case, context: EvaluationContext) -> list[tuple[str, str]]:
    """The agencies of which a pattern says nothing, since they have loaded nothing, and how the subject met them."""
    if pattern.unloaded is None:
        return []
    with named(pattern, "what it says of agencies that have loaded nothing failed"):
        return sorted(set(pattern.unloaded(case, context)))


def case_of(pattern: Pattern, columns: Sequence[str], row: Sequence[Any]) -> Case:
    """A row of a pattern's text as a case. Raises WrongPattern where the row is not made of the fragments' rows."""
    with named(pattern, f"expected rows as the fragments make them for {', '.join(columns[1:])}"):
        return Case.of(columns, row)


async def check_on_store(store: Store, pattern: Pattern) -> None:
    """Raises WrongPattern where the store cannot run a pattern's text, with what it says itself. The text is not run."""
    complaint = await store.query_error(pattern.cypher)
    if complaint is not None:
        raise WrongPattern(f"pattern {pattern.id}: expected a text that the store can run; it says: {complaint}")


@contextmanager
def named(pattern: Pattern, what: str) -> Iterator[None]:
    """Raises WrongPattern, which names the pattern, what it was doing and where, for whatever fails in here."""
    try:
        yield
    except WrongPattern:
        raise
    # Whatever it is: a pattern may be somebody's own Python, and the exception's text may hold what is on record
    # (docs/adr/0013).
    except Exception as error:
        raise WrongPattern(f"pattern {pattern.id}: {what}: {type(error).__name__} at {where(error, pattern.folder)}") from error


def where(error: BaseException, folder: Path) -> str:
    """The file and line of a pattern's folder at which something was raised, as far as it can be told."""
    # A file that cannot be read as Python has no step of its own in the traceback.
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}, line {error.lineno}"
    lines = [step for step in traceback.extract_tb(error.__traceback__) if Path(step.filename).is_relative_to(folder)]
    return f"{lines[-1].filename}, line {lines[-1].lineno}" if lines else str(folder / "__init__.py")


def judge(pattern: Pattern, case: Case, context: EvaluationContext) -> list[Verdict]:
    """What a pattern's judge says of a case. Raises WrongPattern where it fails, or says what the pattern does not declare."""
    with named(pattern, "its judge failed"):
        verdicts = list(pattern.judge(case, context))
    for verdict in verdicts:
        _check(pattern, verdict)
    return verdicts


def _check(pattern: Pattern, verdict: Verdict) -> None:
    if not isinstance(verdict, Verdict):
        raise WrongPattern(f"pattern {pattern.id}: expected its judge to yield a Verdict, found {type(verdict).__name__}")
    if verdict.status not in (pattern.statuses or (None,)):
        raise WrongPattern(f"pattern {pattern.id}: expected a status of {_listed(pattern.statuses)}, found '{verdict.status}'")
    if set(verdict.answers) != set(pattern.answers):
        raise WrongPattern(
            f"pattern {pattern.id}: expected the answers {_listed(pattern.answers)}, found {_listed(verdict.answers)}"
        )


def _listed(names: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, names))) or "none"
