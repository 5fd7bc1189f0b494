"""What goes wrong with the cells and the structure of files that can still be read: blank ids, moved elements, values swapped.

Each takes the bytes of one file and a random stream, and gives them back as they are where it does not fit.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from xml.etree import ElementTree

Table = list[list[str]]
ODD = (
    "",
    "NULL",
    "SSD_PH",
    "#N/A",
    " ",
    "-1",
    "0",
    "ZZ99",
    "4410.0",
    "1900-01-01",
    "01/01/1900",
    "2025-02-30",
    "é\u00a0x",
    "\u200b",
)


def _of_table(change: Callable[[Table, Random], None]) -> Callable[[bytes, Random], bytes]:
    """A mutation of the rows of a CSV file; of one without a row under its heading nothing."""

    def mutation(content: bytes, random: Random) -> bytes:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")))
        if len(rows) > 1 and all(rows):
            change(rows, random)
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue().encode()

    mutation.__name__ = change.__name__
    return mutation


def _row(rows: Table, random: Random) -> list[str]:
    return rows[random.randrange(1, len(rows))]


@_of_table
def id_odd(rows: Table, random: Random) -> None:
    """The first cell of a row, mostly an id, is blank or odd."""
    _row(rows, random)[0] = random.choice(ODD)


@_of_table
def any_cell_odd(rows: Table, random: Random) -> None:
    """Any cell is blank or odd."""
    row = _row(rows, random)
    row[random.randrange(len(row))] = random.choice(ODD)


@_of_table
def row_of_blanks(rows: Table, random: Random) -> None:
    """Every cell of a row is blank, or says NULL."""
    row = _row(rows, random)
    row[:] = [random.choice(["", "NULL"])] * len(row)


@_of_table
def row_doubled_with_another_cell(rows: Table, random: Random) -> None:
    """A row stands there twice, the second time with a cell of another."""
    row = list(_row(rows, random))
    row[random.randrange(len(row))] = random.choice(_row(rows, random))
    rows.append(row)


@_of_table
def column_missing(rows: Table, random: Random) -> None:
    """A column is gone."""
    at = random.randrange(len(rows[0]))
    for row in rows:
        del row[at : at + 1]


@_of_table
def cells_swapped(rows: Table, random: Random) -> None:
    """Two cells of a row have changed places."""
    row = _row(rows, random)
    one, other = random.randrange(len(row)), random.randrange(len(row))
    row[one], row[other] = row[other], row[one]


@_of_table
def column_of_another(rows: Table, random: Random) -> None:
    """All cells of a column are those of another."""
    one, other = random.randrange(len(rows[0])), random.randrange(len(rows[0]))
    for row in rows[1:]:
        if max(one, other) < len(row):
            row[one] = row[other]


def _of_tree(change: Callable[[ElementTree.Element, Random], None]) -> Callable[[bytes, Random], bytes]:
    """A mutation of the elements of an XML file; of one that is torn already nothing."""

    def mutation(content: bytes, random: Random) -> bytes:
        try:
            root = ElementTree.fromstring(content)
        except (ElementTree.ParseError, ValueError, LookupError):
            return content
        if len(root):
            change(root, random)
        return ElementTree.tostring(root)

    mutation.__name__ = change.__name__
    return mutation


def _edges(root: ElementTree.Element) -> list[tuple[ElementTree.Element, ElementTree.Element]]:
    return [(parent, child) for parent in root.iter() for child in parent]


@_of_tree
def element_moved(root: ElementTree.Element, random: Random) -> None:
    """An element stands in another."""
    parent, child = random.choice(_edges(root))
    inside = set(child.iter())
    others = [each for each in root.iter() if each not in inside]
    parent.remove(child)
    target = random.choice(others)
    target.insert(random.randint(0, len(target)), child)


@_of_tree
def block_doubled(root: ElementTree.Element, random: Random) -> None:
    """An element with everything in it stands there twice, perhaps with one value changed the second time."""
    parent, child = random.choice(_edges(root))
    copy = ElementTree.fromstring(ElementTree.tostring(child))
    if random.random() < 0.5:
        random.choice(list(copy.iter())).text = random.choice(ODD)
    parent.append(copy)


@_of_tree
def leaf_odd(root: ElementTree.Element, random: Random) -> None:
    """What a leaf says is blank or odd."""
    leaves = [each for each in root.iter() if not len(each)]
    random.choice(leaves).text = random.choice(ODD).replace("\u200b", "?")


@_of_tree
def texts_swapped(root: ElementTree.Element, random: Random) -> None:
    """Two leaves say what the other said."""
    leaves = [each for each in root.iter() if not len(each)]
    one, other = random.choice(leaves), random.choice(leaves)
    one.text, other.text = other.text, one.text


@_of_tree
def element_wrapped(root: ElementTree.Element, random: Random) -> None:
    """An element stands in some thirty more that nobody knows, or in another of its own name."""
    parent, child = random.choice(_edges(root))
    at = list(parent).index(child)
    parent.remove(child)
    for _ in range(random.choice([1, 30])):
        wrapper = ElementTree.Element(random.choice(["wrapper", child.tag]))
        wrapper.append(child)
        child = wrapper
    parent.insert(at, child)


def _of_value(change: Callable[[list[tuple[Any, Any]], Random], None]) -> Callable[[bytes, Random], bytes]:
    """A mutation of what stands in a JSON file, given as every container with a name or index of it."""

    def mutation(content: bytes, random: Random) -> bytes:
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            return content
        places = list(_places(found))
        if places:
            change(places, random)
        return json.dumps(found).encode()

    mutation.__name__ = change.__name__
    return mutation


def _places(found: Any) -> Iterator[tuple[Any, Any]]:
    inside = list(found.items()) if isinstance(found, dict) else list(enumerate(found)) if isinstance(found, list) else []
    for name, value in inside:
        yield found, name
        yield from _places(value)


@_of_value
def value_odd(places: list[tuple[Any, Any]], random: Random) -> None:
    """A value, perhaps a whole object, is blank or odd."""
    within, name = random.choice(places)
    within[name] = random.choice([*ODD, None, [], {}, [None], [""], {"a": {"b": "c"}}])


@_of_value
def values_swapped(places: list[tuple[Any, Any]], random: Random) -> None:
    """A value stands where another stood, too."""
    (one, name), (other, at) = random.choice(places), random.choice(places)
    one[name] = json.loads(json.dumps(other[at]))


@_of_value
def name_unknown(places: list[tuple[Any, Any]], random: Random) -> None:
    """A value stands under a name that nobody knows."""
    within, name = random.choice(places)
    if isinstance(within, dict):
        within["colour"] = within.pop(name)


@_of_value
def item_doubled(places: list[tuple[Any, Any]], random: Random) -> None:
    """An item of a list stands there twice, perhaps with one value changed the second time."""
    lists = [(within, at) for within, at in places if isinstance(within, list)]
    if not lists:
        return
    within, at = random.choice(lists)
    copy = json.loads(json.dumps(within[at]))
    if isinstance(copy, dict) and copy and random.random() < 0.5:
        copy[random.choice(list(copy))] = random.choice(ODD)
    within.append(copy)


OF_TABLES = (
    id_odd, any_cell_odd, row_of_blanks, row_doubled_with_another_cell, column_missing, cells_swapped, column_of_another,
)  # fmt: skip
OF_TREES = (element_moved, block_doubled, leaf_odd, texts_swapped, element_wrapped)
OF_VALUES = (value_odd, values_swapped, name_unknown, item_doubled)
