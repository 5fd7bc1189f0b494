"""What stands in the way of a finding: that the question is not asked about this person, or facts that speak against it."""

from collections.abc import Callable, Iterator

from queries.core.case import FACTS, Case, FactId
from queries.core.facts import Evidence
from queries.engine.question import Question
from queries.explanations.minimal_subset import minimal_subset


def why_not_asked(question: Question, case: Case | None) -> str | None:
    """Why the pattern does not ask about this person, in plain English; None where it does."""
    pattern, as_of = question.pattern, question.lens.as_of
    if case is None:
        whom = "children" if pattern.subject == "child" else "adults"
        return f"This is a question about {whom}, and this lens brings nothing of this person for it to look at."
    died = case.died(case.subject, as_of)
    if died and not question.values["include_deceased"]:
        return f"They are on record as having died on {died}; include_deceased asks about them all the same."
    return _wrong_age(question, case) if pattern.subject == "child" else None


def _wrong_age(question: Question, case: Case) -> str | None:
    pattern, as_of = question.pattern, question.lens.as_of
    born = case.birth(case.subject)
    if born is None:
        return (
            "No date of birth is on record in this lens, so the child has no age here, and no question with an age asks about it."
        )
    age = born.age(as_of)
    if age is None:
        unborn = born.expected and "max_age_months" in question.values
        return None if unborn else f"The child is not born on {as_of}, by its date of birth of {born.on}."
    first, last = pattern.aged
    if first <= age <= last:
        return None
    return f"The child is {age} on {as_of}, and the question is about children of {first} to {last}."


def find_blockers(case: Case, finds: Callable[[Case], bool]) -> tuple[Evidence, ...]:
    """The fewest facts without which there would be a finding; empty where none of one kind or agency do."""
    ways = [minimal_subset(group, lambda gone: finds(case.without(set(gone)))) for group in _groups(case)]
    known = sorted((way for way in ways if way), key=len)
    fewest = set(known[0] if known else [])
    evidence = [fact.evidence() for name, fact in case.facts() if name in fewest]
    return tuple(sorted(evidence, key=lambda each: (each.kind, each.id)))


def _groups(case: Case) -> Iterator[list[FactId]]:
    """Facts of one kind, of one agency, and of one kind by one agency."""
    facts = [(name, fact.agency) for name, fact in case.facts()]
    agencies = sorted({agency for _, agency in facts})
    for column in FACTS:
        yield [name for name, _ in facts if name[0] == column]
    for agency in agencies:
        yield [name for name, whose in facts if whose == agency]
        for column in FACTS:
            yield [name for name, whose in facts if whose == agency and name[0] == column]
