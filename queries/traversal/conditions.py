"""Filters of lists: what a caller gives as nested names and values, as one condition of a Cypher text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.errors import InvalidInput
from queries.traversal.cypher_texts import filled
from queries.traversal.declarations import FLAG, Column, Kind
from queries.traversal.expressions import COMPARISONS, Condition, Value, all_of, any_of, negated
from queries.traversal.kinds import KINDS
from queries.traversal.projection import Given, QueryBuilder, value_of

MOST_COMPARISONS = 50

Path = tuple[str | int, ...]
At = Callable[[Path], Given]
"""How to come by the value at a path of a filter."""


class Conditions:
    """The filter of one list: counts what it compares, so that no filter asks without end."""

    def __init__(self, plan: QueryBuilder, at: At) -> None:
        self._plan, self._at = plan, at
        self._compared = 0

    def of(self, kind: Kind, variable: str, filter_: Mapping[str, Any], path: Path = ()) -> Condition:
        """That a thing fits a filter: everything that it names holds. Raises InvalidInput for one that asks too much."""
        given = [(name, value) for name, value in filter_.items() if value is not None]
        return all_of([self._one(kind, variable, name, value, (*path, name)) for name, value in given])

    def _one(self, kind: Kind, variable: str, name: str, value: Any, path: Path) -> Condition:
        self._count()
        if name in ("and", "or"):
            parts = [self.of(kind, variable, each, (*path, place)) for place, each in enumerate(value)]
            return all_of(parts) if name == "and" else _any(parts)
        if name == "not":
            return negated(self.of(kind, variable, value, path))
        if name in kind.filters:
            return self._some(kind, variable, name, value, path)
        return self._compare(kind.filtered()[name], variable, value, path)

    def _some(self, kind: Kind, variable: str, name: str, value: Mapping[str, Any], path: Path) -> Condition:
        some = kind.filters[name]
        other, to = KINDS[some.of], self._plan.variable()
        inner = self.of(other, to, value, path)
        return filled(f"conditions/{some.text}", then=self._plan.then, of=variable, to=to, label=other.label, condition=inner)

    def _compare(self, column: Column, variable: str, value: Any, path: Path) -> Condition:
        left = value_of(column, variable)
        if column.type == FLAG:
            return self._compared_by("eq", left, path)
        named = [name for name, wanted in value.items() if wanted is not None]
        return all_of([self._compared_by(name, left, (*path, name)) for name in named])

    def _compared_by(self, comparison: str, left: Value, path: Path) -> Condition:
        self._count()
        return COMPARISONS[comparison](left, self._plan.parameter(self._at(path)))

    def _count(self) -> None:
        self._compared += 1
        if self._compared > MOST_COMPARISONS:
            raise InvalidInput(f"filter: expected {MOST_COMPARISONS} names and comparisons at most, found more")


def _any(parts: Sequence[Condition]) -> Condition:
    if not parts:
        raise InvalidInput("or: expected at least one filter, found none")
    return any_of(parts)
