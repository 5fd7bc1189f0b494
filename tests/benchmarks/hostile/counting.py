"""How many rows (or elements) a file has, counted without any code of the loaders, as somebody who opens it would count them.

Only what certainly is a row counts: one that is blank, or whose element is not where it belongs, may be passed over.
"""

import csv
import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Counted = Counter[str]
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FHIR = "{http://hl7.org/fhir}"
_REFERENCE = re.compile(r"([A-Z]+)")


class NotToBeCounted(Exception):
    """A file that is not what its format is made of."""


_NOTHING = ("", "NULL", "SSD_PH", "#N/A")


def rows_of_tables(path: Path) -> Counted:
    """By name of the file, the rows that say something below the heading of each CSV file of a folder or zip, or of one alone."""
    return Counter({name: sum(1 for _ in _records(content, _NOTHING)) for name, content in _files(path)})


def most_rows_of_tables(path: Path) -> Counted:
    """The same with those in which every cell says NULL or the like, which a reader may take for rows."""
    return Counter({name: sum(1 for _ in _records(content, ("",))) for name, content in _files(path)})


def is_plain(path: Path) -> bool:
    """Whether every file is UTF-8 with paired quotes and usual line ends, so that there is one way only to count its rows."""
    try:
        texts = [content.decode("utf-8") for _, content in _files(path)]
    except UnicodeDecodeError:
        return False
    return not any(
        "\0" in text or "\r" in text.replace("\r\n", "") or any(line.count('"') % 2 for line in text.split("\n"))
        for text in texts
    )


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from ((each.name, each.read_bytes()) for each in path.iterdir())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for each in archive.namelist():
                with suppress(zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
                    yield each, archive.read(each)
    else:
        yield path.name, path.read_bytes()


def _records(content: bytes, nothing: tuple[str, ...]) -> Iterator[list[str]]:
    """What a reader that forgives everything finds. An unpaired quote takes what follows into one record."""
    csv.field_size_limit(2**31 - 1)
    records = csv.reader(io.StringIO(content.decode(_encoding(content), "replace"), newline=""))
    next(records, None)
    return (each for each in records if any(cell.strip().upper() not in nothing for cell in each))


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return {b"\0": "utf-16-be"}.get(content[:1]) or {b"\0": "utf-16-le"}.get(content[1:2], "utf-8-sig")


def census(path: Path) -> Counted:
    """By tag, the elements of a CIN census that stand where they belong and say something."""
    return Counter(each.tag for child in _root(path).iter("Child") for each in _inside(child, _CENSUS["Child"], "Child"))


_CENSUS = {
    "Child": ("CINdetails",),
    "CINdetails": ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM"),
    "Assessments": ("FactorsIdentifiedAtAssessment",),
    "FactorsIdentifiedAtAssessment": ("AssessmentFactors",),
    "ChildProtectionPlans": ("Reviews",),
    "Reviews": ("CPPreviewDate",),
}
_WRAPPERS = ("FactorsIdentifiedAtAssessment", "Reviews")


def _inside(element: ElementTree.Element, tags: tuple[str, ...], name: str) -> Iterator[ElementTree.Element]:
    if name not in _WRAPPERS:
        yield element
    for tag in tags:
        for each in element.iterfind(tag):
            if len(each) or (each.text or "").strip():
                yield from _inside(each, _CENSUS.get(tag, ()), tag)


def return_of_blocks(path: Path) -> Counted:
    """By tag, the blocks of an SSDA903 return in XML in which there is a cell of one of its own columns."""
    found: Counted = Counter()
    within = (each for child in _root(path).iter("CHILD") for each in child.iter())
    for block in {id(each): each for each in within if each.tag in _BLOCKS}.values():
        cells = {each.tag for each in block if not len(each) and (each.text or "").strip().upper() not in _NOTHING}
        found[block.tag] += bool(cells & _BLOCKS[block.tag])
    return found


_BLOCKS = {
    "HEADER": {"SEX", "ETHNIC", "UPN"},
    "EPISODE": {"DECOM", "RNE", "LS"},
    "AREVIEW": {"REVIEW", "REVIEW_CODE"},
    "AMISSING": {"MISSING", "MIS_START"},
    "PERMANENCE": {"PREV_PERM", "LA_PERM"},
    "OC2": {"SDQ_SCORE", "CONVICTED"},
    "OC3": {"IN_TOUCH", "ACTIV"},
}


def _root(path: Path) -> ElementTree.Element:
    try:
        return ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotToBeCounted(str(error)) from None


def payload(path: Path) -> Counted:
    """By name of their list, the objects of a payload of the CSC API, with that of the children."""
    found: Counted = Counter()
    for whole in _values(path):
        for child in _objects(whole["Children"] if isinstance(whole, dict) and "Children" in whole else whole):
            found.update(_in_a_child(child))
    return found


def _in_a_child(child: dict[str, Any]) -> Iterator[str]:
    yield "Children"
    for name in ("social_care_episodes", "health_and_wellbeing"):
        for within in _objects(child.get(name)):
            yield from [name] if name == "social_care_episodes" else []
            yield from (each for each, value in within.items() for _ in _objects(value) if each in _LISTS)


_LISTS = {
    "child_and_family_assessments", "child_in_need_plans", "section_47_assessments", "child_protection_plans",
    "child_looked_after_placements", "sdq_assessments", "care_leavers", "care_worker_details",
}  # fmt: skip


def bundle(path: Path) -> Counted:
    """How many entries with a resource the FHIR bundles of a file have."""
    entries = [each for whole in _values(path) if isinstance(whole, dict) for each in _objects(whole.get("entry"))]
    return Counter({"entries": sum(bool(each.get("resource")) for each in entries)})


def bundle_in_xml(path: Path) -> Counted:
    """The same of a bundle in XML."""
    entries = [each for each in _root(path).iterfind(f"{_FHIR}entry") if len(each.find(f"{_FHIR}resource") or ())]
    return Counter({"entries": len(entries)})


def _objects(found: Any) -> list[dict[str, Any]]:
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict) and each]


def _values(path: Path) -> list[Any]:
    """The JSON values of a file, one after the other; where it is a file of lines, those of the lines that are JSON."""
    decoder = json.JSONDecoder(strict=False, parse_int=str)
    try:
        text = path.read_bytes().decode("utf-8-sig").strip()
        found, at = [], 0
        while at < len(text):
            value, end = decoder.raw_decode(text, at)
            found.append(value)
            at = end + len(text[end:]) - len(text[end:].lstrip())
    except (ValueError, RecursionError) as error:
        if at == 0:
            raise NotToBeCounted(str(error)) from None
    return found


def workbook(path: Path) -> Counted:
    """By title, the rows under the heading of each visible sheet that say something in a column with a heading."""
    try:
        with zipfile.ZipFile(path) as archive:
            texts = _shared(archive)
            sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind(f"{_SHEET}sheets/{_SHEET}sheet")
            return Counter(
                {
                    each.attrib["name"]: _filled(archive.read(f"xl/worksheets/sheet{each.get('sheetId') or number}.xml"), texts)
                    for number, each in enumerate(sheets, start=1)
                    if each.get("state", "visible") == "visible"
                }
            )
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, IndexError, EOFError) as error:
        raise NotToBeCounted(str(error)) from None


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in each.iter(f"{_SHEET}t")) for each in root.iter(f"{_SHEET}si")]


def _filled(sheet: bytes, texts: list[str]) -> int:
    rows = [_row(each, texts) for each in ElementTree.fromstring(sheet).iter(f"{_SHEET}row")]
    if not rows:
        return 0
    headed = {column for column, text in rows[0].items() if text.strip()}
    return sum(any(len(row[column].strip()) > 1 for column in row.keys() & headed) for row in rows[1:])


def _row(row: ElementTree.Element, texts: list[str]) -> dict[str, str]:
    found = {}
    for cell in row.iter(f"{_SHEET}c"):
        where = _REFERENCE.match(cell.get("r", ""))
        said = cell.findtext(f"{_SHEET}v") or "".join(text.text or "" for text in cell.iter(f"{_SHEET}t"))
        if where and said:
            found[where[1]] = texts[int(said)] if cell.get("t") == "s" else said
    return found


COUNTERS: dict[str, Callable[[Path], Counted]] = {
    "agency_extract": rows_of_tables,
    "annex_a": workbook,
    "cin_census": census,
    "dfe_csc_api": payload,
    "fhir": bundle,
    "fhir_xml": bundle_in_xml,
    "ssd": rows_of_tables,
    "ssda903": rows_of_tables,
    "ssda903_xml": return_of_blocks,
}
"""How the rows of each sample are counted, by its name."""
