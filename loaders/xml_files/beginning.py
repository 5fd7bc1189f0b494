"""How a file of XML begins: its root, and what one element near the beginning says, before any tree is built."""

from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from graph.errors import RefusedFile
from loaders.files.packed import open_unpacked

PARTIAL = "partial"
"""What a processing instruction `casegraph` says of a return that is only a part of one: nothing that it lacks was removed."""

_CHUNK = 8192
_BEGINNING = 1024 * 1024


@dataclass(slots=True)
class Beginning:
    """What a file says first: its root element, the line of a DOCTYPE, the text asked for, whether it is partial."""

    root: str = ""
    namespace: str = ""
    doctype_line: int | None = None
    text: str = ""
    partial: bool = False

    @property
    def root_in_words(self) -> str:
        """`Message`, or `Message in the namespace urn:x`: the same name in a namespace is another element."""
        if not self.root:
            return "no element"
        return f"{self.root} in the namespace {self.namespace}" if self.namespace else self.root

    def refuse_doctype(self, name: str) -> None:
        """Raise RefusedFile where the file of this name has a DOCTYPE: it is where entities would be declared."""
        if self.doctype_line is not None:
            raise RefusedFile(f"{name}, line {self.doctype_line}: expected no DOCTYPE, found one; no entity is ever read")


class _Enough(Exception):
    """What was asked for has been read."""


class _Listener:
    def __init__(self, leaf: tuple[str, ...], body: str) -> None:
        self.found = Beginning()
        self._leaf, self._body = list(leaf), body
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
            self.found.root, self.found.namespace = name, attributes.get("xmlns", "")
        self._within.append(name)
        if self.found.root not in self._leaf[:1] or self.found.doctype_line is not None or name == self._body:
            raise _Enough

    def _end(self, _: str) -> None:
        if self._within.pop() in (self._leaf[1], self._leaf[-1]):
            raise _Enough

    def _text(self, text: str) -> None:
        if self._within == self._leaf:
            self.found.text = (self.found.text + text).strip()


def beginning(path: Path, leaf: tuple[str, ...] = (), body: str = "") -> Beginning:
    """How a file begins; of one that is not XML, as much as there was.

    `leaf` names, from the root on, the element whose text is asked for, `body` one that never stands before it.
    """
    listener = _Listener(leaf, body)
    try:
        with open_unpacked(path) as stream:
            while stream.tell() < _BEGINNING and (chunk := stream.read1(_CHUNK)):
                listener.hear(chunk)
    except (_Enough, expat.ExpatError, OSError, LookupError, ValueError, RefusedFile):
        pass
    return listener.found
