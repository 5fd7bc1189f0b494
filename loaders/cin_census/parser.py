"""The XML itself: how it begins, whether it is whole, and child by child; no entity is ever expanded, nothing fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from graph.errors import RefusedFile
from loaders.files.markup import GuardedMarkup
from loaders.files.regular import open_file

PARTIAL = "partial"
"""What a processing instruction `casegraph` says of a return that is only a part of one: nothing that it lacks was removed."""

_CHUNK = 8192
_BEGINNING = 1024 * 1024


@dataclass(slots=True)
class Beginning:
    """What a file says first: its root element, the line of a DOCTYPE, the Collection that it is of, whether it is partial."""

    root: str = ""
    namespace: str = ""
    doctype_line: int | None = None
    collection: str = ""
    partial: bool = False

    @property
    def root_in_words(self) -> str:
        """`Message`, or `Message in the namespace urn:x`: the same name in a namespace is another element."""
        if not self.root:
            return "no element"
        return f"{self.root} in the namespace {self.namespace}" if self.namespace else self.root


class _Enough(Exception):
    """What was asked for has been read."""


class _Listener:
    def __init__(self) -> None:
        self.found = Beginning()
        self._within: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def hear(self, chunk: bytes) -> None:
        self._parser.Parse(chunk, False)

    def _doctype(self, *_: object) -> None:
        self.found.doctype_line = self._parser.CurrentLineNumber

    def _instruction(self, target: str, said: str) -> None:
        self.found.partial |= target == "casegraph" and said.strip() == PARTIAL

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._within:
            self.found.namespace = attributes.get("xmlns", "")
        self._within.append(name)
        self.found.root = self._within[0]
        if self.found.root != "Message" or self.found.doctype_line is not None or name == "Children":
            raise _Enough

    def _end(self, _: str) -> None:
        if self._within.pop() in ("Collection", "Header"):
            raise _Enough

    def _text(self, text: str) -> None:
        if self._within == ["Message", "Header", "CollectionDetails", "Collection"]:
            self.found.collection = (self.found.collection + text).strip()


def beginning(path: Path) -> Beginning:
    """How a file begins; of one that is not XML, as much as there was."""
    listener = _Listener()
    try:
        with open_file(path) as stream:
            while stream.tell() < _BEGINNING and (chunk := stream.read(_CHUNK)):
                listener.hear(chunk)
    except (_Enough, expat.ExpatError, OSError, LookupError, ValueError, RefusedFile):
        pass
    return listener.found


def elements(path: Path, *tags: str) -> Iterator[etree._Element]:
    """Every element of these names, when it is whole; it is emptied again when the next is asked for.

    One that stands in another of its name is not told by itself: it is in that one still.

    Raises RefusedFile where the XML breaks off or is not well formed, or has more in it than may be, naming the line.
    """
    with open_file(path) as stream:
        yield from _elements(path.name, GuardedMarkup(path.name, stream), tags)


def _elements(name: str, markup: GuardedMarkup, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    parse: Any = etree.iterparse(
        markup,
        events=("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
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


def outside(path: Path, *within: str) -> tuple[str, ...]:
    """What says something and stands in none of these elements, each as `Parent/Element`: nobody reads it."""
    found: list[str] = []
    above: list[str] = []
    depth = 0
    with open_file(path) as stream:
        markup = GuardedMarkup(path.name, stream)
        events: Any = etree.iterparse(markup, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False)
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
    while parent is not None and element.getprevious() is not None:
        del parent[0]
