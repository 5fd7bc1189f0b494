"""The XML itself, element by element, whole and well formed or refused; no entity is ever expanded, nothing fetched."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from graph.errors import RefusedFile
from loaders.files.packed import open_unpacked
from loaders.xml_files.markup import GuardedMarkup

_GUARDED: dict[str, bool] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
"""How every tree is built that any format reads."""


def elements(path: Path, *tags: str) -> Iterator[etree._Element]:
    """Every element of these names, when it is whole; it is emptied again when the next is asked for.

    One that stands in another of its name is not told by itself: it is in that one still.

    Raises RefusedFile where the XML breaks off or is not well formed, or has more in it than may be, naming the line.
    """
    with open_unpacked(path) as stream:
        yield from _elements(path.name, GuardedMarkup(path.name, stream), tags)


def _elements(name: str, markup: GuardedMarkup, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    parse: Any = etree.iterparse(markup, events=("end",), tag=tags, remove_comments=True, remove_pis=True, **_GUARDED)
    try:
        for _, element in parse:
            if next(element.iterancestors(element.tag), None) is None:
                yield element
                parent = element.getparent()
                _empty(element)
                markup.passed(parent)
    except etree.XMLSyntaxError as error:
        first = next(iter(parse.error_log.filter_from_errors()), None)
        line, found = (first.line, first.message) if first else (error.lineno, error.msg)
        raise RefusedFile(f"{name}, line {line}: expected well-formed XML, found: {found}") from None


def root_tag(name: str, stream: IO[bytes]) -> str:
    """The name of the root element, its namespace in braces; blank where there is none. Raises RefusedFile for a DOCTYPE.

    What is not well formed raises XMLSyntaxError.
    """
    began: Any = etree.iterparse(GuardedMarkup(name, stream), events=("start",), **_GUARDED)
    return next((str(element.tag) for _, element in began), "")


def outside(path: Path, *within: str) -> tuple[str, ...]:
    """What says something and stands in none of these elements, each as `Parent/Element`: nobody reads it."""
    found: list[str] = []
    above: list[str] = []
    depth = 0
    with open_unpacked(path) as stream:
        markup = GuardedMarkup(path.name, stream)
        events: Any = etree.iterparse(markup, events=("start", "end"), **_GUARDED)
        for event, element in events:
            tag = str(element.tag)
            if event == "start":
                above.append(tag)
                depth += tag in within
                continue
            above.pop()
            if depth == 0 and isinstance(element.tag, str) and (element.text or "").strip():
                found.append(f"{above[-1] if above else ''}/{tag}")
            depth -= tag in within
            if depth == 0:
                parent = element.getparent()
                _empty(element)
                markup.passed(parent)
    return tuple(found)


def apart(element: etree._Element) -> Iterator[etree._Element]:
    """An element without those of its name that stand in it, and then each of these: one put into another is still one."""
    inner = [each for each in element.iterdescendants(element.tag) if len(each)]
    for each in reversed(inner):
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    yield from (element, *inner)


def _empty(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    # What stands before it goes too: elements and texts that nobody takes out would fill the memory.
    while parent is not None and element.getprevious() is not None:
        del parent[0]
