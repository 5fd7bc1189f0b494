"""What is watched: questions, which all who watch them share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import Findings
from queries.core.pattern import Pattern, values_of
from queries.engine.find import find
from queries.engine.registry import pattern_of, registry
from queries.engine.scope import read_scope

MOST_SUBJECTS = 50

Given = Mapping[str, str | list[str]]
_Kept = tuple[tuple[str, str | tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Through:
    """A lens whose days move on where they are left out, and whether it is asked who would see the same alone."""

    agencies: tuple[str, ...] | None = None
    as_of: date | None = None
    known_at: date | None = None
    with_seen_by: bool = True

    def lens(self) -> Lens:
        """The lens of today."""
        return Lens.of(self.as_of, self.known_at, self.agencies)


@dataclass(frozen=True, slots=True)
class Watched:
    """One question, asked again after each load: a pattern about everyone, or some patterns about one person."""

    patterns: tuple[str, ...]
    subject: str | None
    parameters: _Kept
    through: Through

    async def check(self, store: Store) -> None:
        """One round trip. Raises UnknownName or InvalidInput where there is no such person or agency."""
        lens = self.through.lens()
        (await read_scope(store, self.subject, lens)).lens(lens)

    async def ask(self, store: Store) -> Findings:
        """Its findings now: two round trips (of a person, three for somebody labelled Adult)."""
        return await find(
            store,
            [pattern_of(each) for each in self.patterns],
            subject=self.subject,
            lens=self.through.lens(),
            parameters=dict(self.parameters),
            with_seen_by=self.through.with_seen_by,
        )


def watched(
    patterns: Sequence[str] | None, subjects: Sequence[str] | None, parameters: Given, through: Through
) -> tuple[Watched, ...]:
    """The questions to watch: one for each person, or without any one for each pattern, so that others can share it.

    Raises InvalidInput or UnknownName, naming what is wrong.
    """
    if patterns is None and subjects is None:
        raise InvalidInput("expected patterns or subjects to watch, or both; found neither")
    chosen = list(registry().values()) if patterns is None else [pattern_of(each) for each in dict.fromkeys(patterns)]
    _check_some("patterns", chosen, len(registry()))
    values_of(chosen, parameters)
    if subjects is None:
        return tuple(Watched((each.id,), None, _kept(parameters, each), through) for each in chosen)
    _check_some("subjects", subjects, MOST_SUBJECTS)
    ids = tuple(sorted(each.id for each in chosen))
    return tuple(Watched(ids, each, _kept(parameters, *chosen), through) for each in dict.fromkeys(subjects))


def _check_some(what: str, given: Sequence[object], most: int) -> None:
    if not 1 <= len(given) <= most:
        raise InvalidInput(f"{what}: expected 1 to {most} of them, found {len(given)}")


def _kept(parameters: Given, *patterns: Pattern) -> _Kept:
    """Those that these patterns have, in one order, so that equal ones are equal."""
    known = {parameter.name for each in patterns for parameter in each.every_parameter}
    texts = {name: tuple(value) if isinstance(value, list) else value for name, value in parameters.items() if name in known}
    return tuple(sorted(texts.items()))
