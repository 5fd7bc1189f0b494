"""What a finding of absence may rest on unseen: records that may be of the people in it, are not joined, and would answer it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from queries.core.wording import listed

if TYPE_CHECKING:
    from queries.core.case import Case
    from queries.core.findings import Finding
    from queries.core.pattern import EvaluationContext


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


@dataclass(frozen=True, slots=True)
class UnjoinedCase:
    """What the lens shows of somebody (the subject of `case`) who may be `person`, who is in a finding.

    `may_be` are, by person in the finding, all who they may be, themselves among them.
    """

    person: str
    case: "Case"
    may_be: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Absence:
    """How a pattern rests on something not being there.

    `people` are those in a finding whose unjoined records are named, each with what they are called in a sentence (empty for the
    subject); `held` says in words what such a record holds that would answer it. `statuses` are those that rest on absence (none
    named: all), `sought` is what would answer, for the catalogue.
    """

    sought: str
    held: "Callable[[UnjoinedCase, Finding, EvaluationContext], Iterable[str]]"
    people: "Callable[[Finding], Mapping[str, str]]" = lambda finding: {finding.subject: ""}
    statuses: frozenset[str] = frozenset()

    def concerns(self, finding: "Finding") -> bool:
        """Whether a finding rests on absence."""
        return not self.statuses or finding.status in self.statuses
