"""The scope of a question: which agencies there are, what their extracts cover, what is unfinished, and whom it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.dates import FIRST_DAY
from graph.errors import InvalidInput, UnknownName
from graph.identity.identifiers import person_id, valid_nhs_number
from graph.lens import Lens
from graph.store import Store
from queries.core.cautions import cautions_of, note
from queries.core.coverage import Days, Periods, QuestionCoverage, extract_lag_days, question_coverage
from queries.identity.names import PARTS_OF, who_then

_FOLDER = Path(__file__).parent / "cypher"
SYSTEMS = _FOLDER / "systems.cypher"
"""Which systems of which agencies records are from."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`kinds` and `covers` (finished periods) by agency; `unfinished` loads as `agency/system of day`; `subjects` their ids, None
    for everyone. `written` tells what is in the store from all that was in it before; None while somebody writes, or where one
    person was named: then it is not asked. `loaded` are the agencies from which something has been loaded (None: from all), `lag`
    the days by which extracts may lag. `then`: somebody who is one person today was not yet by the lens's `known_at`, or only by
    a later decision; then `subjects` are those of then, or, with `every_part`, people of today of whom each that they were is
    asked about. `said` is what is to be said of that. `usable` are the agencies whose records may be used (None: everybody's)."""

    kinds: dict[str, str]
    covers: dict[str, list[Days]]
    unfinished: tuple[str, ...]
    subjects: tuple[str, ...] | None
    written: str | None = None
    loaded: frozenset[str] | None = None
    lag: int = 0
    then: bool = False
    every_part: bool = False
    said: tuple[str, ...] = ()
    usable: frozenset[str] | None = None

    @property
    def subject(self) -> str:
        """The id of the one person asked about; only of a scope that is about one."""
        (only,) = self.subjects or ()
        return only

    @property
    def cautions(self) -> tuple[str, ...]:
        """What is to be said of every answer: that a load is unfinished, and who was asked about."""
        return cautions_of(self.unfinished) + self.said

    @property
    def named(self) -> tuple[str, ...]:
        """Those asked about by an id of then; none where everybody is, or every one of those whom people of today were."""
        return () if self.every_part else self.subjects or ()

    @property
    def periods(self) -> Periods:
        """Which days the extracts cover."""
        return Periods(self.covers, self.lag)

    def about(self, people: Iterable[str], *, every_part: bool = False) -> "Scope":
        """The same scope about these people, each named by their id."""
        return replace(self, subjects=tuple(sorted(set(people))), every_part=every_part)

    def lens(self, lens: Lens) -> Lens:
        """The lens with its agencies filled in: by default all that may be used. Raises UnknownName for one that is none."""
        for agency in lens.agencies or ():
            if agency not in self.kinds:
                raise UnknownName("agency", agency, self.kinds)
        return lens.of_agencies(agency for agency in self.kinds if self.usable is None or agency in self.usable)

    def social_care(self) -> frozenset[str]:
        """The agencies of kind social_care."""
        return frozenset(agency for agency, kind in self.kinds.items() if kind == "social_care")

    def has_loaded(self) -> frozenset[str]:
        """The agencies from which something has been loaded."""
        return frozenset(self.kinds) if self.loaded is None else self.loaded

    def coverage(self, lens: Lens) -> QuestionCoverage:
        """What data there is for a question through a lens with its agencies filled in."""
        agencies = lens.agencies or ()
        everyone = len(agencies) == len(self.kinds)
        return question_coverage(self.periods, agencies, lens.as_of, everyone=everyone, loaded=self.has_loaded())


async def read_scope(store: Store, subject: str | None = None, lens: Lens | None = None) -> Scope:
    """Ask for the scope: one round trip. `subject` is an id, a record key or an NHS number.

    Who that was by the lens's `known_at` takes a second one, where it may be another than today: the one with that record, or
    that number; by the id of somebody of today, the one with the smallest of the records that had been written by then
    (docs/adr/0044).

    Raises UnknownName for an agency of the lens, or for a record of an agency or a system, that is none, offering the nearest;
    InvalidInput where nobody is found by that name, letter by letter the same whether there is nobody or others alone know
    them (docs/adr/0017). The text repeats a record's key, and nothing else that was given: that may be somebody's name or number.
    No other record is offered as the nearest: it would be another person's.
    """
    through = lens or Lens.of()
    earlier = through.known_at < date.today()  # nothing was written down tomorrow: a lens of today is asked as ever
    if subject is None:
        row = (await store.read(text_of(_FOLDER / "scope.cypher", then=earlier), known_at=through.known_at))[0]
        return replace(_frame(row, None), written=next(iter(row[4]), None), usable=store.rights.agencies)
    given = _named(subject, through)
    row = (await store.read(text_of(_FOLDER / "scope_of.cypher", then=earlier), **given))[0]
    nobody = replace(_frame(row, ()), usable=store.rights.agencies)
    # For what it raises alone: an agency that is none is said first, whoever is found or not.
    nobody.lens(through)
    said: tuple[str, ...] = ()
    found = sorted(set(row[4]))
    if nobody.then and found:
        rows = await store.read(text_of(PARTS_OF, then=True), subjects=found, **given)
        found, said = who_then(rows, subject, through.known_at)
    if not found:
        raise await _nobody(store, subject, set(nobody.kinds))
    if len(found) > 1:
        raise InvalidInput(f"that NHS number is on records of {len(found)} people; name one of them: {', '.join(found)}")
    return replace(nobody, subjects=(found[0],), said=said)


def _named(subject: str, lens: Lens) -> dict[str, Any]:
    """The parameters of the text that looks for somebody, as the lens shows them."""
    return {
        "name": person_id(subject) if subject.count("/") == 2 else subject,
        "nhs": f"nhs={valid_nhs_number(subject) or ''}",
        "every_agency": lens.agencies is None,
        "agencies": list(lens.agencies or ()),
        "as_of": lens.as_of,
        "known_at": lens.known_at,
        "first_day": FIRST_DAY,
    }


async def _nobody(store: Store, subject: str, agencies: set[str]) -> InvalidInput:
    if subject.count("/") != 2:
        return InvalidInput(
            "nobody is found by that name; expected a person's id, a record as agency/system/person_id, or an NHS number"
        )
    agency, system, _ = subject.split("/")
    systems = {known for whose, known in await store.read(text_of(SYSTEMS)) if whose == agency}
    if agency not in agencies:
        return UnknownName("agency", agency, agencies)
    if system not in systems:
        return UnknownName(f"system of {agency}", system, systems)
    return InvalidInput(
        f"nobody is found by the record '{subject}'; expected the person_id of a record that {agency}/{system} has"
    )


def _frame(row: list[Any], subjects: tuple[str, ...] | None) -> Scope:
    kinds = {id_: kind or "other" for id_, kind in sorted(row[0])}
    covers: dict[str, list[Days]] = {}
    unfinished = []
    for agency, system, day, start, end, finished in row[1]:
        if finished is None:
            unfinished.append(f"{agency}/{system} of {day}")
        elif start and end:
            covers.setdefault(agency, []).append((date.fromisoformat(start), date.fromisoformat(end)))
    note(unfinished)
    loaded = frozenset(row[2])
    return Scope(kinds, covers, tuple(sorted(unfinished)), subjects, loaded=loaded, lag=extract_lag_days(), then=bool(row[3]))
