"""What a pattern is: a question, declared in a folder of its own, with one Cypher text and one small judge.

The Cypher finds the subjects and brings the facts, through the lens; the judge, a pure function over those facts, decides.
What one agency alone would see is judged again over what that agency has, so it costs no further question.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import assemble
from graph.dates import months_before
from queries.core.absence import Absence
from queries.core.case import ATTENDED, MISSED, Case
from queries.core.facts import Contact
from queries.core.findings import Evidence
from queries.core.parameters import INCLUDE_DECEASED, Parameter, Value


@dataclass(frozen=True, slots=True)
class EvaluationContext:
    """What is asked: the two days, the parameter values, which agencies are of kind social_care, whose records may be used, and
    from which agencies something has been loaded."""

    as_of: date
    known_at: date
    values: Mapping[str, Value]
    social_care: frozenset[str] = frozenset()
    agencies: tuple[str, ...] = ()
    loaded: frozenset[str] = frozenset()

    def number(self, name: str) -> int:
        """The value of a parameter that is a number."""
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def since(self, name: str) -> date:
        """The day that a window of so many months begins after: within is `since < on <= as_of`."""
        return months_before(self.as_of, self.number(name))

    def within(self, name: str, on: date | None) -> bool:
        """Whether a day is within a window of so many months; one that is not on record is in no window."""
        return on is not None and self.since(name) < on <= self.as_of


@dataclass(slots=True)
class Verdict:
    """What a judge says: one finding's own part. `facts` are what it rests on; `silent` the days on which nothing was found,
    and `silent_with` the agency that was silent, where it is one alone; `known_ends` those facts whose known end matters."""

    statement: str
    facts: list[Any]
    answers: dict[str, Any]
    key: str = ""
    status: str | None = None
    silent: tuple[date, date] | None = None
    known_ends: Sequence[Any] = ()
    silent_with: str | None = None

    def evidence(self) -> tuple[Evidence, ...]:
        """The facts as evidence, each once, in order of date, then id."""
        found = {(each.kind, each.id): each for each in (fact.evidence() for fact in self.facts)}
        return tuple(sorted(found.values(), key=lambda each: (each.on or each.start or date.min, each.kind, each.id)))


Judge = Callable[[Case, EvaluationContext], Iterable[Verdict]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as it is declared; `id` is the name of its folder. `own` are further parameters
    of its Cypher, made from what is asked; `aged` the whole years from and to which a child may be. `unloaded` says of a case
    which agencies nothing is said of, since they have loaded nothing, and how the subject met them: `passed to`.

    `filters_itself`: its judge looks itself at whom each fact is about, at its kind and its day, so that it may be shown all that
    is around a person (`queries.engine.neighbourhood`). Else it is shown what its own Cypher brings, of one person as of all.
    `absence`: how it rests on something not being there; then its findings name the unjoined records of the people in them.
    """

    id: str
    version: int
    question: str
    section: str
    cautions: tuple[str, ...]
    answers: Mapping[str, str]
    judge: Judge
    parameters: tuple[Parameter, ...]
    folder: Path
    statuses: tuple[str, ...] = ()
    own: Mapping[str, Callable[[EvaluationContext], Any]] = field(default_factory=dict)
    subject: str = "child"
    aged: tuple[int, int] = (0, 17)
    unloaded: Callable[[Case, EvaluationContext], Iterable[tuple[str, str]]] | None = None
    filters_itself: bool = False
    absence: Absence | None = None
    _texts: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def every_parameter(self) -> tuple[Parameter, ...]:
        """Its parameters, with those that every pattern has."""
        return (*self.parameters, INCLUDE_DECEASED)

    @property
    def cypher(self) -> str:
        """Its one text, as it runs over everyone."""
        return self.text(everyone=True)

    def text(self, *, everyone: bool) -> str:
        """The assembled text, over everyone or over the subjects asked about: only where it starts is different."""
        name = f"{'every' if everyone else 'asked'}_{self.subject}"
        if name not in self._texts:
            raw = (self.folder / f"{self.id}.cypher").read_text(encoding="utf-8")
            self._texts[name] = assemble(raw.replace("subject(", f"{name}("))
        return self._texts[name]


def counted(contacts: Iterable[Contact]) -> int:
    """How many contacts: those of one agency, kind, child and day that come from different systems count once.

    Contacts of one system on one day are different contacts; across systems, as many count as the system with the most has.
    """
    systems: dict[tuple[str, str, str, date | None], dict[str, int]] = {}
    for contact in contacts:
        by_system = systems.setdefault((contact.agency, contact.kind, contact.person, contact.on), {})
        by_system[contact.system] = by_system.get(contact.system, 0) + 1
    return sum(max(by_system.values()) for by_system in systems.values())


def is_missed(contact: Contact) -> bool:
    """Was not brought, or did not attend; what a service cancelled is never missed."""
    return contact.outcome in MISSED


def is_attended(contact: Contact) -> bool:
    """Attended, seen or completed."""
    return contact.outcome in ATTENDED


def is_subject(case: Case, context: EvaluationContext) -> bool:
    """Whether the child is born, under 18 on `as_of`, and not known to have died by then (unless those are asked for)."""
    born = case.birth(case.subject)
    age = born.age(context.as_of) if born else None
    if age is None or age >= 18:
        return False
    return bool(context.values["include_deceased"]) or case.died(case.subject, context.as_of) is None
