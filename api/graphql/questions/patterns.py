"""The register in GraphQL."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry.scalars import JSON

from queries.core import parameters
from queries.core import pattern as queries_pattern
from queries.core.findings import plain
from queries.engine.registry import registry

_ABOUT_ID = "A pattern's id: one for each pattern of the register."

# The words of the enum are the ids of the register, custom patterns among them: no type checker can know these.
if TYPE_CHECKING:

    class PatternId(StrEnum):
        """The id of a pattern of the register, as a type checker is to see it."""

else:
    PatternId = strawberry.enum(StrEnum("PatternId", {id_: id_ for id_ in registry()}), description=_ABOUT_ID)
    for _value in PatternId.__strawberry_definition__.values:
        _value.description = registry()[_value.value].question


@strawberry.enum(description="What sort of value a parameter takes.")
class ParameterType(StrEnum):
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    LIST = "list"


@strawberry.type(description="A parameter of a pattern: a bound that may be moved.")
class Parameter:
    name: str = strawberry.field(description="Its name, for `ParameterInput.name`.")
    type: ParameterType = strawberry.field(description="What sort of value it takes.")
    default: JSON = strawberry.field(description="The value used where none is given.")
    unit: str = strawberry.field(description="What is counted: days, months, contacts…")
    about: str = strawberry.field(description="What it changes.")
    choices: list[str] = strawberry.field(description="The values that are allowed; empty where any is.")

    @classmethod
    def of(cls, declared: parameters.Parameter) -> Self:
        """As GraphQL shows it."""
        kind = ParameterType(declared.type)
        return cls(
            name=declared.name,
            type=kind,
            default=plain(declared.default),
            unit=declared.unit,
            about=declared.about,
            choices=list(declared.choices),
        )


@strawberry.type(description="One of the things that a finding of a pattern answers, by its name in `Finding.answers`.")
class Answer:
    name: str = strawberry.field(description="Its name in `Finding.answers`.")
    about: str = strawberry.field(description="What it means.")


@strawberry.type(
    description="A question that is asked of the graph. Its findings are prompts to look, never scores or predictions."
)
class Pattern:
    """One pattern of the register."""

    id: PatternId = strawberry.field(description="Its id, for `findings`.")
    version: int = strawberry.field(description="Goes up when the pattern would find something else.")
    question: str = strawberry.field(description="The question in plain English: a title for its findings.")
    section: str = strawberry.field(description="The section of the report, or the source, that it comes from.")
    parameters: list[Parameter] = strawberry.field(description="What can be set, with defaults and units.")
    statuses: list[str] = strawberry.field(description="The values that `Finding.status` can have; empty where it has none.")
    answers: list[Answer] = strawberry.field(description="What its findings answer.")
    cautions: list[str] = strawberry.field(description="Its known false alarms: show them wherever a finding is shown.")
    cypher: str = strawberry.field(description="The whole Cypher text that is run.")

    @classmethod
    def of(cls, pattern: queries_pattern.Pattern) -> Self:
        """As GraphQL shows it."""
        return cls(
            id=PatternId(pattern.id),
            version=pattern.version,
            question=pattern.question,
            section=pattern.section,
            parameters=[Parameter.of(each) for each in pattern.every_parameter],
            statuses=list(pattern.statuses),
            answers=[Answer(name=name, about=about) for name, about in pattern.answers.items()],
            cautions=list(pattern.cautions),
            cypher=pattern.cypher,
        )


def patterns() -> list[Pattern]:
    """Every pattern, by name."""
    return [Pattern.of(each) for each in registry().values()]


def pattern(id: Annotated[PatternId, strawberry.argument(description="Which.")]) -> Pattern:
    """The pattern of that id; the enum leaves no other."""
    return Pattern.of(registry()[id.value])
