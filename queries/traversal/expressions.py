"""The glue of a traversal's Cypher: and, or, comparisons, places in a list, and single values.

Texts of questions live in files under `cypher/`. What stands here are expressions of one line, typed, so that they need no file
each; they are made from declared names, from parameters by name, and from each other alone (docs/adr/0032).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from graph.cypher import CypherText, name

Condition = CypherText
Value = CypherText

ALWAYS = Condition("true")


def both(left: Condition, right: Condition) -> Condition:
    """That two conditions hold; one that always holds adds nothing."""
    return right if left == ALWAYS else left if right == ALWAYS else Condition(f"({left} AND {right})")


def all_of(conditions: Iterable[Condition]) -> Condition:
    """That every one holds: always, where there is none."""
    return reduce(both, conditions, ALWAYS)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """That one of these holds; there has to be one."""
    return reduce(lambda left, right: Condition(f"({left} OR {right})"), conditions)


def negated(condition: Condition) -> Condition:
    """That it does not hold."""
    return Condition(f"NOT ({condition})")


def labelled(variable: str, label: str) -> Condition:
    """That a node has a label."""
    return Condition(f"{name(variable)}:{name(label)}")


def _by(sign: str) -> Callable[[Value, str], Condition]:
    # A comparison with a missing value is null, and so is its negation: coalesce makes it false, so that NOT makes it true.
    return lambda value, parameter: Condition(f"coalesce({value} {sign} ${name(parameter)}, false)")


COMPARISONS: Mapping[str, Callable[[Value, str], Condition]] = {
    "eq": _by("="),
    "in": _by("IN"),
    "lt": _by("<"),
    "lte": _by("<="),
    "gt": _by(">"),
    "gte": _by(">="),
    "known": lambda value, parameter: Condition(f"(({value} IS NOT NULL) = ${name(parameter)})"),
}
"""What a value can be compared by, with the value of a parameter."""


def property_of(variable: str, property_: str) -> Value:
    """A property of a node or an edge."""
    return Value(f"{name(variable)}.{name(property_)}")


def part_of(variable: str) -> Value:
    """Who a person was on an earlier day: the id that stands beside them in a text of such a day."""
    return Value(f"{name(variable)}_part")


def text_of_day(value: Value) -> Value:
    """A date as text: a date costs the driver as much as all other values of a row (docs/adr/0008)."""
    return Value(f"toString({value})")


def row_of(cells: Iterable[Value]) -> Value:
    """What stands in a row, one cell after the other."""
    return Value(", ".join(cells))


def list_of(row: Value) -> Value:
    """A row as a list of its own."""
    return Value(f"[{row}]")


VALUES: Mapping[str, Callable[[str, str], Value]] = {
    "property": property_of,
    "known_end": lambda variable, _: Value(f"known_end({name(variable)})"),
    "known_death": lambda variable, _: Value(f"known_death({name(variable)})"),
    "start_of_edge": lambda variable, _: Value(f"tie_from({name(variable)})"),
    "end_of_edge": lambda variable, _: Value(f"tie_to({name(variable)})"),
    "is_child": lambda variable, _: Value(f"{name(variable)}:Child"),
    "roles": lambda variable, _: Value(f"[{name(variable)}:Child, {name(variable)}:Adult]"),
    # A share's edge leads to the agency that it names, which its step calls by the edge's name and `_agency`.
    "of_share": lambda variable, _: Value(f"{name(variable)}_agency.id"),
}
"""What a column can be, of a variable and the name of a property; longer ones are files under `cypher/columns/`."""


def up_to(key: Value, parameter: str) -> Condition:
    """That a key is not behind that of a parameter."""
    return Condition(f"{key} <= ${name(parameter)}")


def behind(key: Value, parameter: str) -> Condition:
    """That it comes behind a cursor in a list in order of the key."""
    return Condition(f"{key} > ${name(parameter)}")


def behind_by_day(variable: str, day: str, on: str, id_: str, *, newest_first: bool) -> Condition:
    """That it comes behind a cursor in a list in order of a day, then of the id; what has no day is the oldest."""
    own = f"coalesce({property_of(variable, day)}, $first_day)"
    sign = "<" if newest_first else ">"
    same = f"({own} = ${name(on)} AND {property_of(variable, 'id')} > ${name(id_)})"
    return Condition(f"({own} {sign} ${name(on)} OR {same})")
