"""The record of a child: what a payload says of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from graph.facts import Content, Fact
from graph.identity.identifiers import valid_upn
from graph.vocabulary import BirthDateKind, Role, Sex
from loaders.codes.children import DISABILITIES, ETHNICITIES, SEXES, UPN_UNKNOWN, YES_NO, authority_child
from loaders.extract import Row
from loaders.json_files.items import JsonObject, Reader, day, shown, words
from loaders.json_files.rows import ObjectRows

_OVERDUE = timedelta(weeks=6)
_TEXTS: tuple[tuple[str, str, Reader[Any]], ...] = (
    ("first_name", "given_names", words),
    ("surname", "family_name", words),
    ("unique_pupil_number", "upn", words),
)
_CODES: dict[str, Mapping[str, str]] = {"ethnicity": ETHNICITIES, "sex": SEXES}
_DETAILS: tuple[tuple[str, Reader[Any] | Mapping[str, Any]], ...] = (
    ("unique_pupil_number_unknown_reason", UPN_UNKNOWN),
    ("postcode", words),
    ("uasc_flag", YES_NO),
    ("uasc_end_date", day),
)


class PayloadChild:
    """One child being read: `rows` are those of the values that were rejected by themselves, `notes` what else to know."""

    def __init__(self, maker: ObjectRows, item: JsonObject, child: str, days: list[date], died: date | None) -> None:
        self._make, self._item, self._child = maker, item, child
        self._died = died
        self._given: list[str] = []
        self._days = [each for each in days if each <= maker.source.extracted_on]
        self.rows: list[Row] = []
        self.notes: list[str] = []

    def fact(self) -> Fact:
        """The record, on record since the first of the child's facts, else since the day of the payload."""
        others = [authority_child(self._make.source.agency, self._child)]
        content: Content = {"role": Role.CHILD.value, "other_ids": others}
        details = self._details(self._item, (("mis_child_id", words),))
        if self._item.value.get("child_details"):
            for item in self._item.inner("child_details"):
                details += self._described(item, content)
        self._death(content)
        details += self._given
        if details:
            content["details"] = details
        return self._make.person(self._child, content, worked_out=min(self._days, default=None))

    def _described(self, item: JsonObject, content: Content) -> list[str]:
        if shown(item.value.get("purge")) == "true":
            self.notes.append("child_details is purged: the record is kept without them")
            item.take_all()
            return []
        for name, ours, reader in _TEXTS:
            if (found := self._make.leaf(item, name, reader, self.rows)) is not None:
                content[ours] = str(found)
        for name, known in _CODES.items():
            if (found := self._make.listed(item, name, known, self._given, self.rows)) is not None:
                content[name] = str(found)
        self._born(item, content)
        self._disabilities(item, content)
        return self._former(item, content) + self._details(item, _DETAILS)

    def _details(self, item: JsonObject, readers: tuple[tuple[str, Reader[Any] | Mapping[str, Any]], ...]) -> list[str]:
        found = [(name, self._meant(item, name, reader)) for name, reader in readers]
        return [f"{name}={shown(value) or value}" for name, value in found if value is not None]

    def _meant(self, item: JsonObject, name: str, reader: Reader[Any] | Mapping[str, Any]) -> Any:
        if isinstance(reader, Mapping):
            return self._make.listed(item, name, reader, self._given, self.rows)
        return self._make.leaf(item, name, reader, self.rows)

    def _death(self, content: Content) -> None:
        """A payload has no day of death but that on which a case or a placement ended since the child died
        (docs/adr/0022)."""
        born, died = content.get("date_of_birth"), self._died
        actual = content.get("date_of_birth_kind") == BirthDateKind.ACTUAL
        if died and actual and isinstance(born, date) and died < born:
            self.notes.append(f"it ended on {died} since the child died, before the birth ({born}): no day of death was made")
        elif died:
            content["date_of_death"] = died

    def _born(self, item: JsonObject, content: Content) -> None:
        born = self._make.leaf(item, "date_of_birth", day, self.rows)
        due = self._make.leaf(item, "expected_date_of_birth", day, self.rows)
        if born and due:
            self.notes.append("it has a date_of_birth and an expected_date_of_birth; the first was taken")
            self._given.append(f"expected_date_of_birth={due}")
        if (found := born or due) is None:
            return
        kind = BirthDateKind.ACTUAL if born else self._due_kind(found, content)
        content |= {"date_of_birth": found, "date_of_birth_kind": kind.value}

    def _due_kind(self, due: date, content: Content) -> BirthDateKind:
        """A past due date of a child that is born is an estimated date of birth, as in the census."""
        living = content.get("sex") in (Sex.F, Sex.M) or any(each - due > _OVERDUE for each in self._days)
        if not (living and due <= self._make.source.extracted_on):
            return BirthDateKind.EXPECTED
        self.notes.append("the expected_date_of_birth is past and the child is born: read as an estimated date of birth")
        return BirthDateKind.ESTIMATED

    def _disabilities(self, item: JsonObject, content: Content) -> None:
        said: set[str] = set()
        for found, fault in item.each("disabilities", words):
            known = DISABILITIES.get((found or "").upper())
            said |= {known} if known else set()
            if found and not known:
                self._given.append(self._make.strange(item, "disabilities", found))
            if fault:
                self.rows.append(self._make.refused("disabilities", fault))
        if said:
            content["disabilities"] = sorted(said)

    def _former(self, item: JsonObject, content: Content) -> list[str]:
        """A former number is one of the record's other ids only where it is valid. What it then does: docs/adr/0018."""
        former = self._make.leaf(item, "former_unique_pupil_number", words, self.rows)
        for name, given in (("unique_pupil_number", content.get("upn")), ("former_unique_pupil_number", former)):
            if given and valid_upn(str(given)) is None:
                self.notes.append(f"the {name} is not a valid one: kept as given, and it joins nobody")
        sure = valid_upn(former) if former else None
        if sure:
            content["other_ids"] = [authority_child(self._make.source.agency, self._child), f"former_upn={sure}"]
        return [f"former_unique_pupil_number={former}"] if former and not sure else []
