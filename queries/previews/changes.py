"""What is found before and after, compared: which findings come, which go, and which say something else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from queries.core.findings import Finding

COMES, GOES, CHANGES = "comes", "goes", "changes"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """Findings of one pattern about the same people, with the same key, as they are (`before`) and would be (`after`).

    `what`: it comes (there is none now), goes (there would be none), or changes: another status, other facts, another number of
    people whom it is about. `people` are who the subject is now, `people_after` who it would be.
    """

    what: str
    pattern: str
    people: tuple[str, ...]
    people_after: tuple[str, ...]
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def status_changes(self) -> bool:
        """Whether a status is there that was not, or the other way round."""
        return {each.status for each in self.before} != {each.status for each in self.after}

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "what": self.what,
            "pattern": self.pattern,
            "people": list(self.people),
            "people_after": list(self.people_after),
            "before": [each.to_dict() for each in self.before],
            "after": [each.to_dict() for each in self.after],
        }


class Related:
    """Who of today and who of afterwards are the same people: those who have a record in common, and who have one in common
    with these. Others are who they are."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        self._group: dict[str, str] = {}
        for key in sorted(before):
            one, other = self._of(f"before {before[key]}"), self._of(f"after {after[key]}")
            self._group = {name: min(one, other) if root in (one, other) else root for name, root in self._group.items()}

    def _of(self, name: str) -> str:
        return self._group.setdefault(name, name)

    def mark(self, person: str, when: str) -> str:
        """What a person is compared by."""
        return self._group.get(f"{when} {person}", person)

    def plain(self, value: Any, when: str) -> Any:
        """What a finding says, so that it is the same where people are."""
        if isinstance(value, dict):
            return {name: self.plain(each, when) for name, each in value.items()}
        if isinstance(value, (list, tuple)):
            return sorted((self.plain(each, when) for each in value), key=str)
        return self.mark(value, when) if isinstance(value, str) else value


def changes(related: Related, before: Iterable[Finding], after: Iterable[Finding]) -> list[FindingChange]:
    """The differences, by person and pattern."""
    groups: dict[tuple[str, str, str], tuple[list[Finding], list[Finding]]] = defaultdict(lambda: ([], []))
    for place, (when, findings) in enumerate((("before", before), ("after", after))):
        for each in findings:
            mark = related.mark(each.subject, when), each.pattern, related.mark(each.key, when)
            groups[mark][place].append(each)
    found = [_change(pattern, *both) for (_, pattern, _), both in groups.items() if _said(related, *both)]
    return sorted(found, key=lambda each: (each.people or each.people_after, each.pattern, each.what))


def _said(related: Related, before: list[Finding], after: list[Finding]) -> bool:
    """Whether the two say different things."""
    return _all_said(related, before, "before") != _all_said(related, after, "after")


def _all_said(related: Related, findings: list[Finding], when: str) -> list[str]:
    return sorted(str(_content(related, each, when)) for each in findings)


def _content(related: Related, finding: Finding, when: str) -> tuple[Any, ...]:
    evidence = sorted((each.kind, each.id) for each in finding.evidence)
    return finding.status, evidence, related.plain(finding.answers, when)


def _change(pattern: str, before: list[Finding], after: list[Finding]) -> FindingChange:
    what = CHANGES if before and after else COMES if after else GOES
    people = [tuple(sorted({each.subject for each in found})) for found in (before, after)]
    both = (tuple(sorted(found, key=lambda each: (each.subject, each.key))) for found in (before, after))
    return FindingChange(what, pattern, people[0], people[1], *both)
