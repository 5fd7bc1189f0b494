"""Every cell (leaf, value) of a sample in turn says a word that nobody has ever seen, and the word must come out again.

It does where a fact, a rejected row or a note has it, where its column is named as not kept, or where the file is refused.
"""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from graph.errors import RefusedFile
from loaders.formats import formats
from tests.benchmarks.hostile.samples import Sample

_WORD = "Zyxw"
_IN_XML = re.compile(r"<(\w+)>([^<>\n]+)</\1>"), _WORD
_IN_JSON = re.compile(r'"(\w+)": ("[^"]*"|\w+)'), f'"{_WORD}"'
_IN_FHIR_XML = re.compile(r'<(\w+) value="([^"]*)"'), _WORD
_HEADER = frozenset({"agency_name", "LEA", "Year", "la_code", "Date of Birth"})
"""Whose a file is and of which year: it stands in the load."""
_SET_ASIDE = frozenset({"worker_id", "start_date", "end_date", "la_child_id"})
_OWN_IDS = frozenset({"clae_cla_episode_id", "disa_table_id", "link_table_id"})
_OF_FHIR = frozenset({"display", "reference", "start", "status", "system", "type", "use", "value"})
NOT_KEPT = {
    "agency_extract": _HEADER,
    "cin_census": _HEADER,
    # What stands in a child that is purged, or in a worker, is set aside whole.
    "dfe_csc_api": _HEADER | _SET_ASIDE | {"date_of_birth", "ethnicity", "first_name", "sex", "surname"},
    # Of the organisation, of a flag that is set aside, and how codes and names are meant.
    "fhir": _OF_FHIR,
    "fhir_xml": _OF_FHIR,
    # Ids of rows that are kept inside the record of a person, or of a period of care.
    "ssd": _OWN_IDS,
}
"""By sample, the columns whose words may go without a word."""


def vanished(name: str, sample: Sample, agency: str, folder: Path) -> list[str]:
    """The columns of a sample from which the word did not come out again, but those that may."""
    lost = {column for column, copy in _marked(sample.path, folder) if not _heard(sample.format, copy, agency, column)}
    return sorted(lost - NOT_KEPT.get(name, frozenset()))


def _marked(path: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Copies of the sample, each with one cell that says the word; and the column that it is of."""
    copy = folder / path.name
    if path.is_dir():
        for each in sorted(path.iterdir()):
            for column, text in _marked_tables(each.read_text(encoding="utf-8")):
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(path, copy)
                (copy / each.name).write_text(text, encoding="utf-8")
                yield column, copy
    elif path.suffix in (".xml", ".json"):
        folder.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        pattern, word = _IN_JSON if path.suffix == ".json" else _IN_FHIR_XML if "http://hl7.org/fhir" in text else _IN_XML
        for found in pattern.finditer(text):
            copy.write_text(text[: found.start(2)] + word + text[found.end(2) :], encoding="utf-8")
            yield found[1], copy


def _marked_tables(text: str) -> Iterator[tuple[str, str]]:
    lines = list(csv.reader(io.StringIO(text)))
    for row, cells in enumerate(lines[1:], start=1):
        for at, column in enumerate(lines[0][: len(cells)]):
            out = io.StringIO()
            csv.writer(out).writerows([*lines[:row], [*cells[:at], _WORD, *cells[at + 1 :]], *lines[row + 1 :]])
            yield column, out.getvalue()


def _heard(format_: str, path: Path, agency: str, column: str) -> bool:
    try:
        extract = formats()[format_].open(path, agency)
        rows = [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)]
    except RefusedFile:
        return True
    notes = " ".join(text for row in rows for text in (*(note.text for note in row.warnings), *row.unkept))
    said = f"{notes} {[(row.reject, [(fact.id, fact.records, fact.content, fact.end) for fact in row.facts]) for row in rows]}"
    return _WORD.casefold() in said.casefold() or column.casefold() in notes.casefold()
