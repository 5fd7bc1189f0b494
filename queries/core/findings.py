"""A finding: what a pattern answers with. Never a score, never a prediction: a prompt to look, with its evidence."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.lens import Lens
from queries.core.coverage import NO_COVERAGE, QuestionCoverage
from queries.core.facts import Evidence
from queries.core.wording import listed


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which agencies of the lens with a fact about the subject have loaded extracts that cover the silent days (but for the
    last, by which extracts may lag), and which not; `reach` is the last day that each covers, None where none says."""

    covered: tuple[str, ...]
    not_covered: tuple[str, ...]
    reach: tuple[tuple[str, date | None], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        reach = [{"agency": agency, "covered_until": _text(day)} for agency, day in self.reach]
        return {"covered": list(self.covered), "not_covered": list(self.not_covered), "reach": reach}


@dataclass(frozen=True, slots=True)
class UnjoinedRecord:
    """A record that may be of `person`, who is in a finding, and is not joined to them: it is of `other` today.

    `band` is that of the pair; `alike` what the two have in common, said in passing; `holds` what is known of `other` that would
    answer the finding, in words, each to stand behind `it`; none where nothing would.
    """

    person: str
    record: str
    other: str
    band: str
    alike: str
    holds: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """In plain English."""
        waits = "is not joined" if self.band == "likely" else "may be of the same person, which nobody has decided"
        held = f"it {listed(self.holds)}" if self.holds else "it holds nothing that would answer this"
        return f"{self.record} {self.alike} and {waits}; {held}."

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        own = {"person": self.person, "record": self.record, "other": self.other, "band": self.band}
        return {**own, "holds": list(self.holds), "statement": self.statement}


@dataclass(slots=True)
class Finding:
    """One finding of one pattern on one subject (`queries.engine.registry` says which patterns there are).

    `key` tells apart several findings of one pattern on one subject. `seen_by` are the agencies whose own lens alone gives
    the same finding; None when it was not asked for. `unjoined` are records that may be of the people in it and are not joined,
    where it rests on something not being there; None where it does not, or they were not asked for. `answers`
    holds what the pattern says that it answers.
    """

    pattern: str
    version: int
    subject: str
    records: tuple[str, ...]
    key: str
    status: str | None
    statement: str
    evidence: tuple[Evidence, ...]
    answers: dict[str, Any]
    lens: Lens
    parameters: dict[str, Any]
    cautions: tuple[str, ...]
    first_on: date | None = None
    last_on: date | None = None
    on_record_since: date | None = None
    agencies: tuple[str, ...] = ()
    seen_by: tuple[str, ...] | None = None
    coverage: Coverage | None = None
    unjoined: tuple[UnjoinedRecord, ...] | None = None

    @property
    def missing_picture(self) -> bool | None:
        """True when no one agency's own lens shows it; None when `seen_by` was not asked for."""
        return None if self.seen_by is None else not self.seen_by

    def to_dict(self) -> dict[str, Any]:
        """The finding as the contract's JSON: dates as ISO text, lists sorted as they are."""
        found: dict[str, Any] = {
            "pattern": self.pattern,
            "version": self.version,
            "subject": {"id": self.subject, "records": list(self.records)},
            "key": self.key,
            "status": self.status,
            "statement": self.statement,
            "first_on": _text(self.first_on),
            "last_on": _text(self.last_on),
            "on_record_since": _text(self.on_record_since),
            "agencies": list(self.agencies),
            "seen_by": None if self.seen_by is None else list(self.seen_by),
            "missing_picture": self.missing_picture,
            "answers": plain(self.answers),
            "evidence": [fact.to_dict() for fact in self.evidence],
            "lens": lens_dict(self.lens),
            "parameters": plain(self.parameters),
            "cautions": list(self.cautions),
        }
        if self.coverage is not None:
            found["coverage"] = self.coverage.to_dict()
        if self.unjoined is not None:
            found["unjoined"] = [each.to_dict() for each in self.unjoined]
        return found


@dataclass(frozen=True, slots=True)
class Unasked:
    """Of `subject` nothing is said, as `agency` has loaded nothing; `how` the two meet, as `passed to`."""

    pattern: str
    subject: str
    agency: str
    how: str


def _not_asked(children: int, agency: str, how: str) -> str:
    whom = "1 child was" if children == 1 else f"{children} children were"
    return f"{whom} {how} {agency}, which has loaded nothing"


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A pattern that failed about one person, in an answer that gives the rest. `reason` says what failed and where in the
    pattern, and nothing of what is on record (docs/adr/0013)."""

    pattern: str
    subject: str
    reason: str

    @property
    def statement(self) -> str:
        """That nothing is said of somebody, and why, in plain English."""
        return f"{self.pattern} could not be asked about {self.subject}, so nothing is said of them here: {self.reason}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"pattern": self.pattern, "subject": self.subject, "reason": self.reason, "statement": self.statement}


@dataclass(slots=True)
class Findings:
    """The answer to one question: the findings, ordered by pattern, subject and key; the lens; which days there is data of; the
    cautions that hold for the whole answer, findings or none; what was `unasked`; those who could not be asked about, in order of
    pattern and subject; and, where the answer was `cut_short`, the patterns that time was not enough for."""

    lens: Lens
    findings: list[Finding] = field(default_factory=list)
    cut_short: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    coverage: QuestionCoverage = NO_COVERAGE
    unasked: list[Unasked] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)

    @property
    def not_asked(self) -> tuple[str, ...]:
        """What the patterns say nothing of, in plain English: `12 children were passed to oohgp, which has loaded nothing`."""
        people: dict[tuple[str, str, str], set[str]] = {}
        for each in self.unasked:
            people.setdefault((each.pattern, each.agency, each.how), set()).add(each.subject)
        return tuple(_not_asked(len(subjects), agency, how) for (_, agency, how), subjects in sorted(people.items()))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows for pandas or polars."""
        return [finding.to_dict() for finding in self.findings]


def lens_dict(lens: Lens) -> dict[str, Any]:
    """The lens as an answer says it."""
    return {
        "agencies": list(lens.agencies or ()),
        "as_of": lens.as_of.isoformat(),
        "known_at": lens.known_at.isoformat(),
    }


def plain(value: Any) -> Any:
    """Dates as ISO text, tuples and sets as lists, all the way down."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return sorted(plain(each) for each in value) if isinstance(value, (set, frozenset)) else value


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
