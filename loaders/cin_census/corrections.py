"""The children of whom something was rejected, as a return of its own: to be corrected, and loaded as it is."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from graph.facts import Reject
from loaders.files.private_files import make_folder, open_bytes
from loaders.xml_files.beginning import PARTIAL
from loaders.xml_files.elements import line_of
from loaders.xml_files.parser import elements

FILE = "rejected.xml"


def write_children(path: Path, folder: Path, rejects: list[Reject]) -> Path:
    """Write every Child of a return in which a line was rejected, whole as it stands, with the reasons before it.

    The whole child is there, so that its record says what it said before; the return says of itself that it is partial, so that
    nothing that it lacks is taken for removed.
    """
    headed = False
    make_folder(folder)
    with open_bytes(folder / FILE) as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<?casegraph {PARTIAL}?>\n<Message>\n'.encode())
        for element in elements(path, "Header", "Child"):
            if element.tag == "Header" and not headed:
                headed = True
                stream.write(_text(element) + b"<Children>\n")
            elif reasons := list(_reasons(element, rejects)):
                stream.write("".join(reasons).encode() + _text(element))
        stream.write(b"</Children>\n</Message>\n")
    return folder / FILE


def _text(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, encoding="utf-8", with_tail=False)) + b"\n"


def _reasons(child: etree._Element, rejects: list[Reject]) -> Iterator[str]:
    """Why lines of a child were rejected, as comments, in which two hyphens may not stand."""
    first, last = line_of(child), max(map(line_of, child.iter()))
    for each in rejects if child.tag == "Child" else ():
        if first <= each.line <= last:
            yield f"<!-- {f'{each.column}: {each.reason}'.replace('-', '‐')} -->\n"
