"""What a pattern is: a question, declared in a folder of its own, with one Cypher text and one small judge.

The Cypher finds the subjects and brings the facts, through the lens; the judge, a pure function over those facts, decides.
What one agency alone would see is judged again over what that agency has, so it costs no further question (docs/adr/0004).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from graph.cypher import assemble
from graph.dates import months_before
from queries.core.case import Case
from queries.core.facts import Contact, Evidence
from queries.core.parameters import INCLUDE_DECEASED, Parameter, Value, read_parameters
from queries.core.wording import Dated

DatedFact = TypeVar("DatedFact", bound=Dated)

_SUBJECT = re.compile(r"\bsubject\(")


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

    def recent(self, name: str, facts: Iterable[DatedFact]) -> list[DatedFact]:
        """Those of these facts, contacts or concerns, whose day is within that window."""
        since = self.since(name)
        return [each for each in facts if each.on is not None and since < each.on <= self.as_of]


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


class AbsenceFinding(Protocol):
    """What of a finding says what is absent: it is about whom, its key and status, and what it answers."""

    subject: str
    key: str
    status: str | None
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnjoinedCase:
    """What the lens shows of somebody (the subject of `case`) who may be `person`, who is in a finding.

    `may_be` are, by person in the finding, all who they may be, themselves among them.
    """

    person: str
    case: Case
    may_be: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Absence:
    """How a pattern rests on something not being there.

    `people` are those in a finding whose unjoined records are named, each with what they are called in a sentence (empty for the
    subject); `held` says in words what such a record holds that would answer it, by the columns of its case that it `needs`: the
    others are empty. `statuses` are those that rest on absence (none named: all), `sought` is what would answer, for the
    catalogue.
    """

    sought: str
    held: Callable[[UnjoinedCase, AbsenceFinding, EvaluationContext], Iterable[str]]
    needs: frozenset[str]
    people: Callable[[AbsenceFinding], Mapping[str, str]] = lambda finding: {finding.subject: ""}
    statuses: frozenset[str] = frozenset()

    def concerns(self, finding: AbsenceFinding) -> bool:
        """Whether a finding rests on absence."""
        return not self.statuses or finding.status in self.statuses


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as it is declared; `id` is the name of its folder. `derived` are further parameters
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
    derived: Mapping[str, Callable[[EvaluationContext], Any]] = field(default_factory=dict)
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

    def text(self, *, everyone: bool, then: bool = False) -> str:
        """The assembled text, over everyone or over the subjects asked about: only where it starts is different.

        `then`: over those who were people of their own on an earlier day; of a text that does not say whose each record was
        (`tells_then`), over those who they are today.
        """
        name = f"{'every' if everyone else 'asked'}_{self.subject}" + ("_then" if then else "")
        if name not in self._texts:
            self._texts[name] = assemble(_SUBJECT.sub(f"{name}(", self._raw), then=then and self.tells_then)
        return self._texts[name]

    @property
    def tells_then(self) -> bool:
        """Whether its text can say whose each record was on an earlier day: it names its subject by `subject_id(…)`."""
        return "subject_id(" in self._raw

    @property
    def _raw(self) -> str:
        if "" not in self._texts:
            self._texts[""] = (self.folder / f"{self.id}.cypher").read_text(encoding="utf-8")
        return self._texts[""]


def values_of(chosen: list[Pattern], given: Mapping[str, Any]) -> dict[str, dict[str, Value]]:
    """By pattern, the values used: those given, each to the patterns that have it, over the defaults."""
    if len(chosen) == 1:
        return {chosen[0].id: read_parameters(chosen[0].id, chosen[0].every_parameter, given)}
    known = {parameter.name for each in chosen for parameter in each.every_parameter}
    for name in given:
        if name not in known:
            read_parameters("any pattern", tuple(p for each in chosen for p in each.every_parameter), {name: given[name]})
    return {
        each.id: read_parameters(
            each.id, each.every_parameter, {p.name: given[p.name] for p in each.every_parameter if p.name in given}
        )
        for each in chosen
    }


def counted(contacts: Iterable[Contact]) -> int:
    """How many contacts: those of one agency, kind, child and day that come from different systems count once.

    Contacts of one system on one day are different contacts; across systems, as many count as the system with the most has.
    """
    systems: dict[tuple[str, str, str, date | None], dict[str, int]] = {}
    for contact in contacts:
        by_system = systems.setdefault((contact.agency, contact.kind, contact.person, contact.on), {})
        by_system[contact.system] = by_system.get(contact.system, 0) + 1
    return sum(max(by_system.values()) for by_system in systems.values())


def is_subject(case: Case, context: EvaluationContext) -> bool:
    """Whether the child is born, under 18 on `as_of`, and not known to have died by then (unless those are asked for)."""
    born = case.birth(case.subject)
    age = born.age(context.as_of) if born else None
    if age is None or age >= 18:
        return False
    return bool(context.values["include_deceased"]) or case.died(case.subject, context.as_of) is None
