"""Whose a payload is, and of which day: from the first reading of the whole file."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Any

from graph.dates import whole_date, without_time
from graph.errors import InvalidInput, RefusedFile
from graph.facts import Note, Source
from graph.vocabulary import AgencyKind
from loaders.corrections.marks import CORRECTION, mark_read
from loaders.dfe_csc_api.tree import CHILD_NAMES, inside, odd_purges
from loaders.files.regular import open_file
from loaders.json_files.elements import Element, elements
from loaders.json_files.file_names import day_in_name
from loaders.json_files.items import safe, shown

SYSTEM = "dfe-csc-api"
_EXPECTED = ("expected_date_of_birth",)


@dataclass(slots=True)
class PayloadHeader:
    """What was found in the first reading."""

    codes: set[str] = field(default_factory=set)
    corrections: set[str] = field(default_factory=set)
    newest: date | None = None
    children: int = 0
    rows: int = 0
    strays: Counter[str] = field(default_factory=Counter)

    def enter(self, element: Element) -> None:
        """Add what one element says."""
        if is_child(element):
            self._child(element.value)
        elif isinstance(element.value, dict) and not element.list:
            if said := shown(element.value.get("la_code")).strip():
                self.codes.add(said)
            if said := shown(element.value.get(CORRECTION)).strip():
                self.corrections.add(said)
            others = element.value.keys() - {"la_code", CORRECTION}
            self.strays.update(f"the payload has no {safe(name)}: it was left alone" for name in others)

    def _child(self, value: dict[str, Any]) -> None:
        self.children += 1
        self.strays.update(odd_purges(value))
        for each in inside(value):
            self.rows += 1
            if each.name == "care_worker_details":
                self.strays["care_worker_details: the model has no place for workers; set aside"] += 1
            for name, said in each.value.items():
                if "date" in name and name not in _EXPECTED and (found := _day(said)):
                    self.newest = max(found, self.newest or found)


def is_child(element: Element) -> bool:
    """Whether an element is a child's, not what stands around the children."""
    return isinstance(element.value, dict) and (bool(element.list) or not CHILD_NAMES.isdisjoint(element.value))


def read_header(path: Path) -> PayloadHeader:
    """Read the whole file once; raises RefusedFile where it is not JSON, or has neither a child nor a la_code."""
    header = PayloadHeader()
    for element in elements(path, "Children"):
        header.enter(element)
    if not header.children and not header.codes:
        raise RefusedFile(f"{path.name}: expected la_code and Children, or children with la_child_id; found neither")
    if len(header.codes) > 1:
        raise RefusedFile(f"{path.name}: expected one la_code, found {', '.join(sorted(header.codes))}")
    return header


def source_of(path: Path, header: PayloadHeader, agency: str | None, extracted_on: date | None) -> tuple[Source, list[Note]]:
    """The source of a payload, and a note where its day had to be worked out; raises RefusedFile where it cannot be told.

    A payload does not say when it was made, nor whether it is whole: it is partial, so that only `purge` removes, and made on the
    day that the caller gives, else the day in its file's name, else the newest date in it.
    """
    code = next(iter(header.codes), None)
    if not (agency or code):
        raise RefusedFile(f"{path.name}: expected a la_code, found none; name the agency with --agency")
    made = extracted_on or day_in_name(path.name) or header.newest
    if made is None:
        raise RefusedFile(f"{path.name}: it does not say when it was made, and has no date; give it with --extracted-on")
    name = f"Local authority {code}" if code else str(agency)
    corrected = mark_read(path.name, header.corrections, (), ()).correction if header.corrections else 0
    owner = agency or f"la-{code}"
    source = Source(owner, name, AgencyKind.SOCIAL_CARE.value, SYSTEM, made, partial=True, authority=code, correction=corrected)
    if extracted_on or day_in_name(path.name):
        return source, []
    said = f"it does not say when it was made: taken as {made}, the newest date in it; --extracted-on says otherwise"
    return source, [Note(path.name, 1, said)]


def files_of(path: Path) -> tuple[tuple[str, str], ...]:
    """The name of the file and its SHA-256."""
    with open_file(path) as stream:
        return ((path.name, file_digest(stream, "sha256").hexdigest()),)


def _day(said: Any) -> date | None:
    try:
        found = whole_date(without_time(said)) if isinstance(said, str) else None
    except InvalidInput:
        return None
    return found if found and date(1900, 1, 1) < found < date(2100, 1, 1) else None
