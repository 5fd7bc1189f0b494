"""A file repeated, each copy with ids of its own, so that its people, records and places are others.

What would make one person of them all (NHS number, UPN, identifiers of other systems) is left out or numbered.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from loaders.annex_a.mapping import mapping
from loaders.annex_a.workbook import Workbook as AnnexA
from loaders.formats import formats

_AGENCY = "la-999"
_NUMBER = "@#@"
_JOINS = ("nhs_number", "upn", "pers_upn", "pers_upn_unknown", "unique_pupil_number", "former_unique_pupil_number")
_XML_CHILD = re.compile(r"<(Child|CHILD)>.*?</\1>", re.DOTALL)
_XML_IDS = re.compile(r"<(LAchildID|CHILDID|CHILD)>([^<]+)</\1>")
_XML_JOINS = re.compile(r"<(UPN|FormerUPN)>[^<]*</\1>\s*")
_XML_BLOCKS = {
    "reviews": "AREVIEW", "oc2": "OC2", "oc3": "OC3", "ad1": "AD1", "placed": "AD_PLACED", "permanence": "PERMANENCE",
    "missing": "AMISSING", "episodes": "EPISODE", "header": "HEADER",
}  # fmt: skip


def repeated(name: str, sample: Path, folder: Path, rows: int) -> Path:
    """Write the sample as often as it takes to come to so many rows; returns what can be opened."""
    folder.mkdir(parents=True)
    source = as_xml(sample, folder) if name == "ssda903_xml" and sample.is_dir() else sample
    once = formats()[name.removesuffix("_xml")].open(source, _AGENCY)
    read = once.rows or sum(1 for _ in once.people()) + sum(len(bundle) for bundle in once.bundles())
    return COPIES[name](source, folder, max(1, round(rows / read)))


def as_xml(sample: Path, folder: Path) -> Path:
    """The CSV files of a return as its one XML file."""
    children: dict[str, str] = {}
    for stem, tag in reversed(_XML_BLOCKS.items()):
        with (sample / f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                cells = {"CHILD": "CHILDID", "PLACE": "PL"}
                inside = "".join(
                    f"<{cells.get(name, name)}>{cell}</{cells.get(name, name)}>" for name, cell in row.items() if cell
                )
                children[row["CHILD"]] = children.get(row["CHILD"], "") + f"<{tag}>{inside}</{tag}>\n"
    path = folder / "sample.xml"
    path.write_text("<EXPSSDA903>" + "".join(f"<CHILD>{each}</CHILD>\n" for each in children.values()) + "</EXPSSDA903>")
    return path


def _folder(sample: Path, folder: Path, copies: int) -> Path:
    """CSV files: each line again and again, its ids numbered."""
    made = folder / sample.name
    made.mkdir()
    for file in sorted(sample.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            names, *lines = csv.reader(stream)
        numbered = [_csv_change(name) for name in names]
        once = io.StringIO()
        csv.writer(once).writerows([change(cell) for change, cell in zip(numbered, line, strict=False)] for line in lines)
        with (made / file.name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerow(names)
            stream.writelines(_each(once.getvalue(), 1 if file.name == "extract.csv" else copies))
    return made


def _each(once: str, copies: int) -> Iterator[str]:
    return (once.replace(_NUMBER, str(copy)) for copy in range(copies))


def _csv_change(name: str) -> Callable[[str], str]:
    """How a cell of a column is made another in each copy."""
    column = name.lower().strip()
    if column in _JOINS:
        return lambda cell: ""
    if column == "other_ids":
        return lambda cell: f"{cell}-{_NUMBER}" if cell and ";" not in cell else ""
    if column.endswith("json"):
        return lambda cell: re.sub(r'"(HOUSE|UPRN)": ?"\d+"', rf'"\1": "10{_NUMBER}"', cell)
    if column == "uprn":
        return lambda cell: cell and f"{100 + int(cell) % 900}{_NUMBER}"
    if column == "address":
        return lambda cell: cell and f"{_NUMBER} {cell}"
    ids = column == "child" or (column.endswith(("_id", "identifier_value")) and column != "agency_id")
    return (lambda cell: cell and f"{cell}-{_NUMBER}") if ids else lambda cell: cell


def _markup(sample: Path, folder: Path, copies: int) -> Path:
    """XML with an element for each child."""
    text = sample.read_text(encoding="utf-8-sig")
    children = [found[0] for found in _XML_CHILD.finditer(text)]
    head, tail = text[: text.index(children[0])], text[text.rindex(children[-1]) + len(children[-1]) :]
    once = _XML_IDS.sub(rf"<\1>\g<2>-{_NUMBER}</\1>", _XML_JOINS.sub("", "\n".join(children))) + "\n"
    path = folder / f"many-{sample.name}"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines([head, *_each(once, copies), tail])
    return path


def _workbook(sample: Path, folder: Path, copies: int) -> Path:
    """Every list again and again, below its headings."""
    known = {sheet.title: sheet for sheet in AnnexA(sample, mapping()).sheets if sheet.list_of}
    with sample.open("rb") as stream:
        before = load_workbook(stream, read_only=True)
        made = Workbook(write_only=True)
        for title, sheet in known.items():
            rows = [list(row) for row in before[title].iter_rows(values_only=True)]
            own = [at for at, name in sheet.columns.items() if name == "Child Unique ID" or "identifier" in name]
            after = made.create_sheet(title)
            for row in _numbered(rows[: sheet.headings], rows[sheet.headings :], own, copies):
                after.append(row)
    made.save(folder / "many.xlsx")
    return folder / "many.xlsx"


def _numbered(head: list[list[Any]], rows: list[list[Any]], own: list[int], copies: int) -> Iterator[list[Any]]:
    plain = [[each.date() if isinstance(each, datetime) else each for each in row] for row in rows]
    yield from head
    for copy in range(copies):
        for row in plain:
            yield [f"{cell}-{copy}" if at in own and cell is not None else cell for at, cell in enumerate(row)]


def _json(sample: Path, folder: Path, copies: int) -> Path:
    """An envelope with a list of children, or of entries, a line to each."""
    given = json.loads(sample.read_text(encoding="utf-8-sig"))
    whole = given[0] if isinstance(given, list) else given
    name = "entry" if "entry" in whole else next(key for key in whole if key.lower() == "children")
    inside = whole[name] if isinstance(whole[name], list) else [whole[name]]
    once = ",\n".join(json.dumps(_other(each)) for each in inside)
    path = folder / "many.json"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({key: value for key, value in whole.items() if key != name})[:-1] + f', "{name}": [\n')
        stream.writelines(_each(once + ",\n", copies - 1))
        stream.write(once.replace(_NUMBER, str(copies - 1)) + "\n]}\n")
    return path


def _other(value: Any) -> Any:
    if isinstance(value, list):
        return [_other(each) for each in value if not _joins(each)]
    if not isinstance(value, dict):
        return value
    return {name: _changed(name, each) for name, each in value.items() if name not in _JOINS}


def _joins(value: Any) -> bool:
    return isinstance(value, dict) and str(value.get("system", "")).endswith("/nhs-number")


def _changed(name: str, value: Any) -> Any:
    if name == "line":
        return [f"{_NUMBER} {each}" for each in value]
    ids = name in ("id", "reference", "fullUrl") or name.endswith("_id")
    return f"{value}-{_NUMBER}" if ids and isinstance(value, str | int) else _other(value)


COPIES: dict[str, Callable[[Path, Path, int], Path]] = {
    "agency_extract": _folder,
    "annex_a": _workbook,
    "cin_census": _markup,
    "dfe_csc_api": _json,
    "fhir": _json,
    "ssd": _folder,
    "ssda903": _folder,
    "ssda903_xml": _markup,
}
"""How the files of each format are repeated."""
