"""The inputs that narrow lists: one for each kind, made from the columns that it can be narrowed by."""

from api.graphql.traversal.types.factory import NAMES, enum, input_, taken
from api.graphql.traversal.types.names import TYPES
from queries.traversal.declarations import DATE, FLAG, Column, Kind
from queries.traversal.kinds import KINDS


def make_filters() -> None:
    """Make the filter input of every kind that can be narrowed, and the comparisons that they use."""
    days = {
        "eq": "On this day.",
        "lt": "Before this day.",
        "lte": "On this day or before it.",
        "gt": "After this day.",
        "gte": "On this day or after it.",
    }
    _comparisons("DateFilter", "Narrows by a day; everything that it names must hold.", "date", days)
    _comparisons("TextFilter", "Narrows by a text, compared letter by letter.", "str", {"eq": "This text."})
    for kind in KINDS.values():
        if kind.filtered() or kind.filters:
            _filter(kind)


def filter_of(kind: Kind) -> str:
    """The name of the filter of a kind."""
    return f"{TYPES[kind.name]}Filter"


def _filter(kind: Kind) -> None:
    own = filter_of(kind)
    fields = [taken(column.name, _type(column), column.about) for column in kind.filtered().values()]
    fields += [taken(name, filter_of(KINDS[some.of]), some.about) for name, some in kind.filters.items()]
    fields += [
        taken("and", f"list[{own}]", "All of these hold."),
        taken("or", f"list[{own}]", "At least one of these holds."),
        taken("not", own, "This does not hold."),
    ]
    input_(own, "Narrows a list; everything that it names must hold.", fields)


def _type(column: Column) -> str:
    if column.type == FLAG:
        return "bool"
    if column.type == DATE:
        return "DateFilter"
    if column.words is None:
        return "TextFilter"
    name = enum(column.words)
    _comparisons(f"{name}Filter", f"Narrows by {name}.", name, {"eq": "This word."})
    return f"{name}Filter"


def _comparisons(name: str, about: str, of: str, comparisons: dict[str, str]) -> None:
    if name in NAMES:
        return
    known = taken("known", "bool", "Whether it is known at all.")
    several = [] if of == "date" else [taken("in", f"list[{of}]", "One of these.")]
    input_(name, about, [*(taken(each, of, meaning) for each, meaning in comparisons.items()), *several, known])
