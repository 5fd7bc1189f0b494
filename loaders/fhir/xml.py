"""FHIR in XML, as the values that the same resource has in JSON: an attribute `value` is the value, what repeats is a list."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from graph.errors import RefusedFile
from loaders.files.packed import BROKEN, open_unpacked
from loaders.json_files.elements import Element
from loaders.xml_files.elements import line_of
from loaders.xml_files.parser import elements, root_tag

_FHIR = "{http://hl7.org/fhir}"
_NAMESPACE, _BEGINNING = b"http://hl7.org/fhir", 4096
_BUNDLE, _ENTRY = f"{_FHIR}Bundle", f"{_FHIR}entry"
_HOLDS_RESOURCES = ("resource", "contained")
_VALUES = frozenset(
    {"birthDate", "city", "created", "deceasedDateTime", "end", "family", "gender", "given", "lastUpdated", "line", "postalCode",
     "start", "status", "timestamp"}
)  # fmt: skip
"""Elements that are one value. Without the attribute, only their extensions say anything: as JSON has it, beside no value."""


def is_markup(path: Path) -> bool:
    """Whether a file begins as XML with a resource."""
    return _root(path).startswith(_FHIR)


def _root(path: Path) -> str:
    """The name of the root element; blank where the file does not begin as XML. Raises RefusedFile for a DOCTYPE."""
    try:
        with open_unpacked(path) as stream:
            return _root_in(path.name, stream)
    except (etree.XMLSyntaxError, OSError):
        return ""


def _root_in(name: str, stream: IO[bytes]) -> str:
    try:
        ours = _NAMESPACE in stream.read(_BEGINNING)
        stream.seek(0)
    except BROKEN:
        return ""
    try:
        return root_tag(name, stream)
    except (RefusedFile, *BROKEN):
        # A file that does not name FHIR may be another format's: what is wrong with it is for that to say.
        if ours:
            raise
        return ""


def resources_in(path: Path) -> Iterator[Element]:
    """Each entry of a bundle, then the bundle itself without them; or the one resource that the file is.

    Raises RefusedFile where the XML breaks off or is not well formed, naming the line.
    """
    root, entries = _root(path), 0
    around: dict[str, Any] = {}
    try:
        for element in elements(path, _ENTRY, root):
            parent = element.getparent()
            if parent is None:
                yield Element("", line_of(element), {"resourceType": _name(element)} | around | _object(element))
            elif parent.tag == _BUNDLE and element.tag == _ENTRY:
                if parent.getparent() is None:
                    # What stands before an entry is taken away with it, so it is read now.
                    around |= _members(each for each in element.itersiblings(f"{_FHIR}*", preceding=True) if each.tag != _ENTRY)
                yield Element(f"entry[{entries}]", line_of(element), _object(element), "entry")
                entries += 1
    except _Misnamed as error:
        raise RefusedFile(f"{path.name}, line {error.line}: expected a name in XML, found '{error}'") from None


def _resource(element: etree._Element) -> dict[str, Any]:
    return {"resourceType": _name(element), **_object(element)}


def _object(element: etree._Element) -> dict[str, Any]:
    """The elements in an element, by name; the words of the narrative, which are HTML, are left out."""
    own = {str(name): str(said) for name, said in element.attrib.items() if name in ("id", "url")}
    return own | _members(element.iterchildren(f"{_FHIR}*"))


def _members(children: Iterable[etree._Element]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in children:
        for name, value in _values(child):
            if name not in found:
                found[name] = value
            elif isinstance(found[name], list):
                found[name].append(value)
            else:
                found[name] = [found[name], value]
    return found


def _values(element: etree._Element) -> Iterator[tuple[str, Any]]:
    """What an element is in JSON: its value, beside it (after a low line) what else it says; or an object."""
    name, said = _name(element), element.get("value")
    if name in _HOLDS_RESOURCES:
        yield name, next(map(_resource, element.iterchildren(f"{_FHIR}*")), {})
    elif said is None and name not in _VALUES:
        yield name, _object(element)
    else:
        if said is not None:
            yield name, str(said)
        if beside := _object(element):
            yield f"_{name}", beside


class _Misnamed(Exception):
    """A name that no element may have."""

    def __init__(self, line: int, name: str) -> None:
        super().__init__(name)
        self.line = line


def _name(element: etree._Element) -> str:
    # libxml2 goes on after a name such as `x:`; lxml will not take it apart.
    name = str(element.tag).rpartition("}")[2]
    if ":" in name or not name:
        raise _Misnamed(line_of(element), name)
    return name
