"""Near misses: by how much a parameter has to move for a finding to come or go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from queries.core.parameters import Parameter, Value
from queries.core.wording import spoken

_MOST = {"months": 240, "days": 3660}
_MOST_COUNTED = 200
"""How far a parameter is moved: 20 years of months, 10 of days, and of anything else so many."""

Shows = Callable[[Mapping[str, Value]], bool]
"""Whether the pattern finds it with these values of its parameters."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One parameter at the value nearest to the one used at which the answer turns; `found` is the answer there."""

    parameter: str
    used: Value
    value: Value
    unit: str
    found: bool

    @property
    def statement(self) -> str:
        """With which value of the parameter the answer would be another, in plain English."""
        return f"{'Would be' if self.found else 'Would not be'} found with {self.parameter} {_said(self.value)}."

    def to_dict(self) -> dict[str, object]:
        """As JSON has it."""
        found = {"parameter": self.parameter, "used": _plain(self.used), "value": _plain(self.value), "unit": self.unit}
        return {**found, "found": self.found, "statement": self.statement}


def near_misses(parameters: tuple[Parameter, ...], values: Mapping[str, Value], shows: Shows) -> Iterator[NearMiss]:
    """For each parameter alone, the nearest value at which the answer is another than with `values`: for a number, the nearer of
    the two sides, as far as there is one within 20 years of months, 10 of days, or 200.

    A number is looked for by halves, so between it and the value used the answer is taken to turn once, as it does where more is
    only more. At the value given the answer does turn.
    """
    now = shows(values)
    for parameter in parameters:
        near = _nearest(parameter, values, lambda changed: shows(changed) is not now)
        if near is not None:
            yield NearMiss(parameter.name, values[parameter.name], near, parameter.unit, not now)


def combined_near_miss(parameters: tuple[Parameter, ...], values: Mapping[str, Value], shows: Shows) -> list[NearMiss]:
    """For what no one parameter brings: several that bring it together, each moved no further than the others leave it to be.

    Empty where even the widest values of all bring nothing.
    """
    sides = [[(parameter.name, value) for value in _ends(parameter, values[parameter.name])] for parameter in parameters]
    loose = next((dict(each) for each in product(*sides) if shows({**values, **dict(each)})), {})
    if not loose:
        return []
    moved = {**values, **loose}
    for parameter in parameters:
        moved[parameter.name] = _back(values[parameter.name], parameter.name, moved, shows)
    return [
        NearMiss(each.name, values[each.name], moved[each.name], each.unit, True)
        for each in parameters
        if moved[each.name] != values[each.name]
    ]


def _ends(parameter: Parameter, used: Value) -> list[Value]:
    """The values at which most is let through, for one pattern or another."""
    if parameter.type == "flag":
        return [used]
    if parameter.type == "number":
        return [parameter.least, _most(parameter)]
    return [parameter.choices] if parameter.type == "list" else list(parameter.choices)


def _back(used: Value, name: str, moved: Mapping[str, Value], shows: Shows) -> Value:
    """The value between the one moved to and the one used, as near to that as it still brings the finding."""
    far = moved[name]
    if shows({**moved, name: used}):
        return used
    if isinstance(used, int) and isinstance(far, int):
        return _halved(used, far, lambda value: shows({**moved, name: value})) or far
    return far


def _most(parameter: Parameter) -> int:
    return _MOST.get(parameter.unit, _MOST_COUNTED)


def _nearest(parameter: Parameter, values: Mapping[str, Value], turned: Shows) -> Value | None:
    used = values[parameter.name]

    def turned_at(value: Value) -> bool:
        return turned({**values, parameter.name: value})

    if isinstance(used, bool):
        return (not used) if turned_at(not used) else None
    if isinstance(used, int):
        sides = (_halved(used, end, turned_at) for end in (parameter.least, max(_most(parameter), used)))
        return min((each for each in sides if each is not None), key=lambda each: (abs(each - used), each), default=None)
    if isinstance(used, tuple):
        others = (tuple(sorted({*used, choice})) for choice in parameter.choices if choice not in used)
        return next((other for other in others if turned_at(other)), None)
    return next((choice for choice in parameter.choices if choice != used and turned_at(choice)), None)


def _halved(used: int, end: int, turned_at: Callable[[Value], bool]) -> int | None:
    """The value towards `end` at which it turns; None where it has not turned there."""
    if used == end or not turned_at(end):
        return None
    before, after = used, end
    while abs(after - before) > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if turned_at(middle) else (middle, after)
    return after


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(spoken, value)) if isinstance(value, tuple) else str(value)


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value
