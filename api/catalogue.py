"""The catalogue of patterns as Markdown, made from the register: what `casegraph patterns --format markdown` prints."""

from collections.abc import Iterable, Iterator

from queries.core.parameters import Value
from queries.core.pattern import Absence, Pattern

_OPENING = (
    "# The register of patterns\n",
    "Made from the register by `casegraph patterns --format markdown`. Section numbers are those of the report on four serious",
    "case reviews that the questions come from. A finding is a prompt to look: never a score, never a prediction.\n",
)


def markdown(patterns: Iterable[Pattern]) -> str:
    """The whole catalogue: every pattern with its parameters, answers, cautions and Cypher."""
    return "\n".join([*_OPENING, *(line for pattern in patterns for line in _chapter(pattern))])


def overview(patterns: Iterable[Pattern]) -> str:
    """The register as one table, for the README."""
    rows = [f"| `{each.id}` | {each.question} | {each.section} |" for each in patterns]
    return "\n".join(["| pattern | question | section |", "| --- | --- | --- |", *rows])


def _chapter(pattern: Pattern) -> Iterator[str]:
    yield f"## {pattern.id}\n"
    yield f"*{pattern.question}* (section {pattern.section}, version {pattern.version})\n"
    yield "| parameter | default | unit | what it is |\n| --- | --- | --- | --- |"
    for each in pattern.every_parameter:
        yield f"| `{each.name}` | {said(each.default)} | {each.unit} | {each.about} |"
    if pattern.statuses:
        yield f"\nStatus: {', '.join(f'`{each}`' for each in pattern.statuses)}."
    yield "\nAnswers:\n"
    yield from (f"- `{name}`: {about}" for name, about in pattern.answers.items())
    if pattern.absence:
        yield f"\n{_unjoined(pattern.absence)}"
    yield "\nCautions:\n"
    yield from (f"- {caution}" for caution in pattern.cautions)
    yield f"\n```cypher\n{pattern.cypher.strip()}\n```\n"


def _unjoined(absence: Absence) -> str:
    which = f" of status {' or '.join(f'`{each}`' for each in sorted(absence.statuses))}" if absence.statuses else ""
    return (
        f"A finding{which} rests on something not being there: `unjoined` names the records that may be of the people in it and "
        f"are not joined, and says what each holds that would answer it ({absence.sought})."
    )


def said(value: Value) -> str:
    """A parameter's value as `--param` takes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)
