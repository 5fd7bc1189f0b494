"""One element of the return, read leaf by leaf; what is wrong with a leaf is an ElementError that knows its line and path."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from lxml import etree

from graph.dates import whole_date, without_time
from graph.errors import InvalidInput
from loaders.checks.lengths import short

T = TypeVar("T")
Reader = Callable[[str], T]

_ZONE = re.compile(r"(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})$")
"""An XML date may say whose day it is: it is the day that was written down."""
_FIRST = date(1900, 1, 1)


class ElementError(Exception):
    """What is wrong with one element: its line, its path from Child, its value, and why."""

    def __init__(self, line: int, path: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.path, self.value, self.reason = line, path, value, reason


class Block:
    """An element that has others in it. Every element that it hands out is `taken`: what nobody took was not kept.

    Decision: docs/adr/0021.
    """

    def __init__(self, element: etree._Element, path: str, taken: set[etree._Element] | None = None) -> None:
        self.element, self.path = element, path
        self.taken: set[etree._Element] = {element} if taken is None else taken

    @property
    def tag(self) -> str:
        """The name of the element, as rejected rows have it."""
        return str(self.element.tag)

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return line_of(self.element)

    def inner(self, name: str) -> list["Block"]:
        """The elements of that name directly in it."""
        found = list(self.element.iterchildren(name))
        self.taken.update(found)
        return [Block(each, f"{self.path}/{name}", self.taken) for each in found]

    def take_all(self) -> None:
        """That everything in this element was dealt with: it was rejected."""
        self.taken.update(self.element.iterdescendants())

    def untaken(self) -> tuple[str, ...]:
        """What in this element says something and nobody took: each as `Parent/Element`, text beside others as `Parent/text`."""
        found = []
        for each in self.element.iter():
            if each not in self.taken and said(each) and not len(each):
                found.append(_named(each))
            elif len(each) and said(each):
                found.append(f"{each.tag}/text")
            if each is not self.element and said_after(each):
                found.append(_named(each).split("/")[0] + "/text")
        return tuple(found)

    def fault(self, name: str, reason: str) -> ElementError:
        """Something wrong with a leaf of this element, or with its absence."""
        leaf = self.element.find(name)
        line = self.line if leaf is None else line_of(leaf)
        return ElementError(line, f"{self.path}/{name}", "" if leaf is None else said(leaf), reason)

    def read(self, name: str, reader: Reader[T]) -> T | None:
        """What a leaf says, None where it is blank or not there; raises ElementError."""
        leaves = self.inner(name)
        if len(leaves) > 1:
            raise leaves[1].itself(f"expected one {name} here, found {len(leaves)}")
        return leaves[0].value(reader) if leaves else None

    def need(self, name: str, reader: Reader[T]) -> T:
        """What a leaf says that must be there; raises ElementError."""
        found = self.read(name, reader)
        if found is None:
            raise self.fault(name, f"expected {name}, found none")
        return found

    def value(self, reader: Reader[T]) -> T | None:
        """What this element says as a leaf, None where it is blank; raises ElementError."""
        text = said(self.element)
        try:
            return reader(text) if text else None
        except InvalidInput as error:
            raise self.itself(str(error)) from None

    def itself(self, reason: str) -> ElementError:
        """Something wrong with this element."""
        return ElementError(self.line, self.path, said(self.element), reason)


def said(element: etree._Element) -> str:
    """The text of a leaf without the blanks around it."""
    return (element.text or "").strip()


def line_of(element: etree._Element) -> int:
    """The line on which an element begins."""
    line: Any = element.sourceline
    return int(line or 0)


def words(text: str) -> str:
    """The text as it is; raises InvalidInput where it is longer than any in a return should be."""
    return short(text)


def day(text: str) -> date:
    """An XML date, or that of a dateTime in London; raises InvalidInput, also for 1900-01-01 (not supplied) and before."""
    found = whole_date(without_time(_ZONE.sub("", text)))
    if found <= _FIRST:
        raise InvalidInput(f"expected a date after {_FIRST}, found '{text}'")
    return found


def number(text: str) -> int:
    """A whole number of zero or more; raises InvalidInput."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise InvalidInput(f"expected a number, found '{text[:40]}'")
    return int(text)


def _named(element: etree._Element) -> str:
    parent = element.getparent()
    return f"{'' if parent is None else parent.tag}/{element.tag}"


def said_after(element: etree._Element) -> str:
    """The text between an element and the next, without the blanks around it."""
    return (element.tail or "").strip()
