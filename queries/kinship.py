"""The relationships that make two children siblings, as evidence: SIBLING_OF, or a parent (not step_parent) in common."""

from queries.case import Case
from queries.rows import Tie


def sibling_ties(case: Case, people: set[str]) -> list[Tie]:
    """The facts by which these people are siblings of the subject; the subject itself needs none."""
    others = people - {case.subject}
    named = [tie for tie in case.ties if tie.type == "SIBLING_OF" and _joins(tie, case.subject, others)]
    own = [tie for tie in case.parent_ties(case.subject) if tie.kind != "step_parent"]
    parents = {tie.person for tie in own}
    theirs = [tie for tie in case.ties if tie.person in parents and tie.other in others and _is_parent(tie)]
    shared = {tie.person for tie in theirs}
    return [*named, *(tie for tie in own if tie.person in shared), *theirs]


def _joins(tie: Tie, child: str, others: set[str]) -> bool:
    return (tie.person == child and tie.other in others) or (tie.other == child and tie.person in others)


def _is_parent(tie: Tie) -> bool:
    return tie.type == "PARENT_OF" and tie.kind != "step_parent"
