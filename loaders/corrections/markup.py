"""Elements of XML of which something was rejected: each whole as it stands, with the reasons before it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from lxml import etree

from graph.facts import Reject
from loaders.checks.local_ids import plain_id
from loaders.xml_files.elements import line_of, said
from loaders.xml_files.parser import elements

_SHOWN = 60
"""How much of an id a reject may have kept."""


def ids_rejected(path: Path, tag: str, name: str, rejects: list[Reject]) -> Iterator[str]:
    """The ids, as elements called `name` say them, of those elements of a file in which something was rejected."""
    for element in elements(path, tag):
        if any(_reasons(element, name, rejects)):
            yield from _ids(element, name)


def rejected_text(element: etree._Element, name: str, wanted: AbstractSet[str], rejects: list[Reject]) -> bytes:
    """An element, with the reasons before it, where something in it was rejected, or it has one of these ids; else nothing."""
    reasons = "".join(_reasons(element, name, rejects))
    return reasons.encode() + text_of(element) if reasons or not wanted.isdisjoint(_ids(element, name)) else b""


def text_of(element: etree._Element) -> bytes:
    """An element as text, without what stands behind it."""
    return bytes(etree.tostring(element, encoding="utf-8", with_tail=False)) + b"\n"


def _ids(element: etree._Element, name: str) -> Iterator[str]:
    return (plain_id(text) for each in element.iter(name) if (text := said(each)))


def _reasons(element: etree._Element, name: str, rejects: list[Reject]) -> Iterator[str]:
    """Why lines of an element were rejected, as comments, in which two hyphens may not stand.

    Of a file that is all one line, whose a reject is tells it from those of others.
    """
    first, last = line_of(element), max(map(line_of, element.iter()))
    ids = {"", *(each[:_SHOWN] for each in _ids(element, name))}
    for each in rejects:
        whose = (each.row.get(name) or each.row.get("CHILD") or "").strip()
        if first <= each.line <= last and (plain_id(whose)[:_SHOWN] in ids or len(ids) == 1):
            yield f"<!-- {f'{each.column}: {each.reason}'.replace('-', '‐')} -->\n"
