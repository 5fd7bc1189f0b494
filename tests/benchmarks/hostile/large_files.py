"""The files that are small to send and large to read: each is made in a folder that is empty, and its path given back."""

import os
import zipfile
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

_EXTRACT = (
    b"agency_id,agency_name,agency_kind,system,extracted_on,covers_from,covers_to,partial\n"
    b"gp,GP,health,s,2025-03-01,2015-01-01,2025-03-01,N\n"
)
_PEOPLE = b"person_id,role,given_names,recorded_on\nc,child,Ada,2020-01-01\n"
_CONTACTS = b"contact_id,person_id,on,kind,outcome,summary\n"
_MB = 1024 * 1024
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _extract(folder: Path) -> Path:
    (folder / "extract.csv").write_bytes(_EXTRACT)
    (folder / "people.csv").write_bytes(_PEOPLE)
    return folder


def _written(path: Path, pieces: Iterator[bytes]) -> Path:
    with path.open("wb") as stream:
        stream.writelines(pieces)
    return path


def _times(piece: bytes, times: int) -> Iterator[bytes]:
    """A piece so many times, a thousand at once."""
    yield from repeat(piece * 1000, times // 1000)


def sparse(folder: Path) -> Path:
    """A contacts.csv of 2 GB of nothing, which takes no room on the disk."""
    with (_extract(folder) / "contacts.csv").open("wb") as stream:
        stream.write(_CONTACTS)
        stream.truncate(2 * 1024**3 - 1)
    return folder


def endless_line(folder: Path) -> Path:
    """A contacts.csv with a line of a gigabyte."""
    _written(_extract(folder) / "contacts.csv", iter((_CONTACTS, b"k1,c,2024-03-01,call,attended,", *(repeat(b"x" * _MB, 1000)))))
    return folder


def open_quote(folder: Path) -> Path:
    """A quotation mark that a million lines stand behind."""
    lines = _times(b"k2,c,2024-03-01,call,attended,so\n", 1_000_000)
    start = _CONTACTS + b'k1,c,2024-03-01,call,attended,"'
    _written(_extract(folder) / "contacts.csv", (piece for pieces in ((start,), lines) for piece in pieces))
    return folder


def zip_bomb(folder: Path) -> Path:
    """A zip of about six megabytes with a contacts.csv of a gigabyte: one line."""
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("extract.csv", _EXTRACT)
        archive.writestr("people.csv", _PEOPLE)
        archive.writestr("padding.bin", os.urandom(5 * _MB))
        with archive.open("contacts.csv", "w") as stream:
            stream.write(_CONTACTS)
            stream.writelines(repeat(b"x" * _MB, 1000))
    return path


def many_rows(folder: Path) -> Path:
    """Two million rows of one letter."""
    _written(_extract(folder) / "contacts.csv", (piece for each in ((_CONTACTS,), _times(b"x\n", 2_000_000)) for piece in each))
    return folder


def many_good_rows(folder: Path) -> Path:
    """Two million contacts, and who else was there."""
    _extract(folder)
    contacts = (b"%d,c,2024-03-01,call,attended,\n" % number for number in range(2_000_000))
    people = (b"%d,c,child,present\n" % number for number in range(2_000_000))
    _written(folder / "contacts.csv", (piece for each in ((_CONTACTS,), contacts) for piece in each))
    names = (b"contact_id,person_id,part,presence\n",)
    _written(folder / "contact_people.csv", (piece for each in (names, people) for piece in each))
    return folder


def many_columns(folder: Path) -> Path:
    """A header of 100,000 names."""
    (_extract(folder) / "contacts.csv").write_bytes(
        _CONTACTS.strip() + b"".join(b",n%d" % each for each in range(100_000)) + b"\n"
    )
    return folder


def ssd_many_columns(folder: Path) -> Path:
    """The same of a table of the SSD."""
    (folder / "p.csv").write_bytes(b"pers_person_id" + b"".join(b",pers_n%d" % each for each in range(100_000)) + b"\n1\n")
    return folder


def ssd_many_rows(folder: Path) -> Path:
    """Two million rows of one letter in a table of the SSD."""
    names = (b"pers_person_id,pers_sex\n",)
    _written(folder / "ssd_person.csv", (piece for each in (names, _times(b"x\n", 2_000_000)) for piece in each))
    return folder


def ssda903_endless_line(folder: Path) -> Path:
    """A header of the SSDA903 return, and one line of a gigabyte."""
    names = b"CHILD,SEX,DOB,ETHNIC\n1,1,02/02/2012,WBRI\n"
    return _written(folder / "header.csv", iter((names, *repeat(b"x" * _MB, 1000))))


def attributes(folder: Path) -> Path:
    """An XML root of 200,000 attributes."""
    path = folder / "a.xml"
    path.write_bytes(b"<Message" + b"".join(b' a%d="1"' % each for each in range(200_000)) + b"><Header/></Message>")
    return path


def fhir_attributes(folder: Path) -> Path:
    """The same of a resource of FHIR."""
    path = folder / "a.xml"
    names = b"".join(b' a%d="1"' % each for each in range(200_000))
    path.write_bytes(b'<Patient xmlns="http://hl7.org/fhir"' + names + b"/>")
    return path


_HEAD = (
    b"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year><ReferenceDate>2024-03-31</ReferenceDate>"
    b"</CollectionDetails><Source><LEA>555</LEA><DateTime>2024-05-20T10:00:00</DateTime></Source></Header><Children>"
)


def endless_tag(folder: Path) -> Path:
    """A tag of XML of 500 MB that never ends."""
    return _written(folder / "a.xml", iter((_HEAD, b"<Child ", *repeat(b"a" * _MB, 500))))


def endless_text(folder: Path) -> Path:
    """A text of 500 MB in one element."""
    return _written(folder / "a.xml", iter((_HEAD, b"<Child>", *repeat(b"a" * _MB, 500))))


def deep_markup(folder: Path) -> Path:
    """Ten million elements, each in the one before."""
    return _written(folder / "a.xml", (piece for each in ((_HEAD,), _times(b"<a>", 10_000_000)) for piece in each))


def strange_elements(folder: Path) -> Path:
    """Twenty million elements that no census has."""
    return _written(folder / "a.xml", (piece for each in ((_HEAD,), _times(b"<a/>", 20_000_000)) for piece in each))


def wrapped_children(folder: Path) -> Path:
    """Five million elements that no census has, each with a child in it."""
    whole = (_HEAD,), _times(b"<J><Child/></J>", 5_000_000), (b"</Children></Message>",)
    return _written(folder / "a.xml", (piece for each in whole for piece in each))


def billion_laughs(folder: Path) -> Path:
    """Entities of entities."""
    entities = "".join(f'<!ENTITY l{each} "{f"&l{each - 1};" * 10}">' for each in range(1, 12))
    path = folder / "a.xml"
    path.write_text(f'<!DOCTYPE Message [<!ENTITY l0 "lol">{entities}]>{_HEAD.decode()}<Child>&l11;</Child></Children></Message>')
    return path


def json_string(folder: Path) -> Path:
    """A text of a gigabyte in JSON."""
    return _written(folder / "a.json", iter((b'{"resourceType":"Patient","id":"', *repeat(b"x" * _MB, 1000))))


def json_values(folder: Path) -> Path:
    """Twenty million empty lists in one value."""
    start = b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","x":[0'
    return _written(folder / "a.json", (piece for each in ((start,), _times(b",[]", 20_000_000)) for piece in each))


def json_names(folder: Path) -> Path:
    """Ten million names in what stands around the list."""
    names = (b',"n%d":1' % number for number in range(10_000_000))
    return _written(folder / "a.json", (piece for each in ((b'{"resourceType":"Bundle"',), names, (b"}",)) for piece in each))


def json_deep(folder: Path) -> Path:
    """Fifty million lists, each in the one before."""
    start = b'{"resourceType":"Patient","x":'
    return _written(folder / "a.json", (piece for each in ((start,), _times(b"[", 50_000_000)) for piece in each))


def long_lines(folder: Path) -> Path:
    """A file of lines of JSON, of which one has a gigabyte."""
    good = b'{"resourceType":"Patient","id":"1","managingOrganization":{}}\n'
    return _written(folder / "a.ndjson", iter((good, good, b'{"a":"', *repeat(b"x" * _MB, 1000))))


def _workbook(path: Path, sheet: Iterator[bytes], **parts: bytes) -> Path:
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets><sheet name="List 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
        'PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        'worksheet+xml"/></Types>'
    )
    rels = f'<Relationships xmlns="{_PACKAGE}/relationships">%s</Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", rels % f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>')
        archive.writestr("xl/workbook.xml", parts.get("book", book.encode()))
        one = f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", rels % one)
        if "styles" in parts:
            archive.writestr("xl/styles.xml", parts["styles"])
        archive.writestr("padding.bin", os.urandom(5 * _MB))
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            stream.writelines(sheet)
    return path


_SHEET = f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'.encode()
_HEADINGS = "".join(
    f'<c t="inlineStr"><is><t>{each}</t></is></c>'
    for each in (
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of Birth",
        "Age of Child (Years)",
        "Date of Contact",
        "Contact Source",
    )
)


def workbook_of_one_text(folder: Path) -> Path:
    """A workbook in which a cell has a text of 900 MB."""
    start = _SHEET + f'<row r="1">{_HEADINGS}</row><row r="2"><c t="str"><v>'.encode()
    return _workbook(folder / "a.xlsx", iter((start, *repeat(b"x" * _MB, 900))))


def workbook_of_formulas(folder: Path) -> Path:
    """A workbook in which two million formulas stand in one cell, and which says that it is as large as one can be."""
    start = _SHEET + f'<row r="1">{_HEADINGS}</row><row r="2">'.encode()
    cells = _times(b'<c r="A2"><f/></c>', 2_000_000)
    whole = (start,), cells, (b"</row></sheetData></worksheet>",)
    return _workbook(folder / "a.xlsx", (piece for each in whole for piece in each))


def workbook_of_styles(folder: Path) -> Path:
    """A workbook with a million styles."""
    styles = f'<styleSheet xmlns="{_MAIN}"><cellXfs>{"<xf/>" * 1_000_000}</cellXfs></styleSheet>'.encode()
    sheet = _SHEET + f'<row r="1">{_HEADINGS}</row></sheetData></worksheet>'.encode()
    return _workbook(folder / "a.xlsx", iter((sheet,)), styles=styles)


def workbook_of_names(folder: Path) -> Path:
    """A workbook with a million names of sheets."""
    sheets = "".join(f'<sheet name="S{each}" sheetId="{each}" r:id="rId1"/>' for each in range(1, 1_000_000))
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>'.encode()
    sheet = _SHEET + f'<row r="1">{_HEADINGS}</row></sheetData></worksheet>'.encode()
    return _workbook(folder / "a.xlsx", iter((sheet,)), book=book)


def zip_of_names(folder: Path) -> Path:
    """A zip of a million files with nothing in them."""
    path = folder / "names.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1_000_000):
            archive.writestr(zipfile.ZipInfo(str(number)), b"")
    return path


CASES: dict[str, Callable[[Path], Path]] = {
    each.__name__: each
    for each in (
        sparse, endless_line, open_quote, zip_bomb, many_rows, many_good_rows, many_columns, ssd_many_columns, ssd_many_rows,
        ssda903_endless_line, attributes, fhir_attributes, endless_tag, endless_text, deep_markup, strange_elements,
        wrapped_children, billion_laughs, json_string, json_values, json_names, json_deep, long_lines, workbook_of_one_text,
        workbook_of_formulas, workbook_of_styles, workbook_of_names, zip_of_names,
    )
}  # fmt: skip
