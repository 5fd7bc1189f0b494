"""What decisions about identity would change: findings, contradictions, and whose records are whose. Nothing is written.

The facts around the people concerned are brought once, and judged twice: as the records are somebody's now, and as they would be.
Why not in a transaction that is rolled back: docs/adr/0041.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.errors import WrongPattern
from graph.identity.grouping import Pair
from graph.identity.judged import Decision, RefusedDecisions, is_text, not_found
from graph.identity.plan import DecisionPlan, decision_plan, undo_plan
from graph.lens import Lens
from graph.store import Store
from queries.contradictions import Contradiction, contradictions_in
from queries.contradictions.contradictions import made
from queries.core.case import Case
from queries.core.findings import Finding, NotJudged, lens_dict
from queries.core.pattern import values_of
from queries.engine.case_views import CaseViews
from queries.engine.question import Question
from queries.engine.registry import registry
from queries.engine.scope import Scope, read_scope
from queries.previews.cases import case_for, previewed
from queries.previews.changes import FindingChange, Related, changes
from queries.previews.identity_view import IdentityView
from queries.previews.reach import surroundings_of

OF_TODAY = "Who is one person is taken as of today here, also through a lens of an earlier day."
_SEEN = Path(__file__).parent / "cypher" / "seen_records.cypher"


@dataclass(frozen=True, slots=True)
class RecordMove:
    """A record that would be another person's: `named` where a decision is about it, else it moves along."""

    record: str
    person: str
    person_after: str
    named: bool

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"record": self.record, "person": self.person, "person_after": self.person_after, "named": self.named}


@dataclass(slots=True)
class DecisionPreview:
    """What would change, seen through `lens`: `findings` by person and pattern, the `contradictions` that would be made, and the
    records that `moves` tells of. `not_previewed` are the patterns that rest on their own text, of which nothing can be said
    before; `not_judged` those that failed about somebody."""

    lens: Lens
    findings: list[FindingChange] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    moves: list[RecordMove] = field(default_factory=list)
    not_previewed: tuple[str, ...] = ()
    not_judged: list[NotJudged] = field(default_factory=list)
    cautions: tuple[str, ...] = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows for JSON, pandas or polars; `of` tells a `finding` from a `contradiction` and a `record`."""
        lens = lens_dict(self.lens)
        rows = [{"of": "record", **each.to_dict()} for each in self.moves]
        rows += [{"of": "finding", **each.to_dict()} for each in self.findings]
        rows += [{"of": "contradiction", **each.to_dict()} for each in self.contradictions]
        return [{**row, "lens": lens} for row in rows]


async def preview(store: Store, decisions: Sequence[Decision], *, lens: Lens | None = None) -> DecisionPreview:
    """What these decisions would change, seen through a lens (of today where left out).

    Raises RefusedDecisions as `decide` would, also for a record that the lens does not show.
    """
    pairs = [each.pair for each in decisions]
    scope, through = await _scope(store, lens, pairs)
    return await _previewed(store, through, scope, await decision_plan(store, decisions, through.agencies), pairs)


async def preview_undo(store: Store, left: str, right: str, *, lens: Lens | None = None) -> DecisionPreview:
    """What taking the last decision about two records back would change. Raises as `undo` would."""
    scope, through = await _scope(store, lens, [(left, right)])
    return await _previewed(store, through, scope, await undo_plan(store, left, right, through.agencies), [(left, right)])


async def _scope(store: Store, lens: Lens | None, pairs: Sequence[Pair]) -> tuple[Scope, Lens]:
    """The scope, and the lens with its agencies. Raises RefusedDecisions for records that it does not show, as for none."""
    scope = await read_scope(store)
    through = scope.lens(lens or Lens.of())
    if lens is None or lens.agencies is None:
        return scope, through
    keys = sorted({key for pair in pairs for key in pair if is_text(key)})
    seen = {key for (key,) in await store.read(text_of(_SEEN), keys=keys, **through.parameters())}
    hidden = [[key for key in pair if key not in seen] for pair in pairs]
    problems = {place: not_found(keys[0]) for place, keys in enumerate(hidden) if keys}
    if problems:
        raise RefusedDecisions(problems, len(pairs))
    return scope, through


async def _previewed(store: Store, lens: Lens, scope: Scope, plan: DecisionPlan, pairs: Sequence[Pair]) -> DecisionPreview:
    answer = DecisionPreview(lens, cautions=scope.cautions + ((OF_TODAY,) if lens.known_at < date.today() else ()))
    named = {key for pair in pairs for key in pair}
    changed = {who for both in plan.moves.values() for who in both} & set(plan.before.values())
    facts, subjects = await surroundings_of(store, lens, scope, changed | {plan.before[key] for key in named})
    now = IdentityView(facts, lens.agencies or ())
    answer.moves = [RecordMove(key, *both, key in named) for key, both in plan.moves.items() if now.shows(key)]
    if changed:
        person = {key: plan.resolution.person[key] for key, who in plan.before.items() if who in changed}
        views = now, IdentityView(facts, lens.agencies or (), person)
        _judge(answer, views, Related({key: plan.before[key] for key in person}, person), subjects, _questions(lens, scope))
        kids = changed.union(*(now.targets(each, "PARENT_OF") for each in changed))
        answer.contradictions = made(*(_contradictions(view, view.everybody(kids), lens) for view in views))
    return answer


def _judge(
    answer: DecisionPreview,
    views: tuple[IdentityView, IdentityView],
    related: Related,
    subjects: set[str],
    questions: list[Question],
) -> None:
    answer.not_previewed = tuple(each.pattern.id for each in questions if not previewed(each))
    asked = [each for each in questions if previewed(each)]
    answer.findings = changes(related, *(_found(asked, view, view.everybody(subjects), answer) for view in views))


def _contradictions(view: IdentityView, people: set[str], lens: Lens) -> list[Contradiction]:
    return [each for person in sorted(people) for each in contradictions_in(view.accounts(person), lens.as_of)]


def _questions(lens: Lens, scope: Scope) -> list[Question]:
    patterns = list(registry().values())
    values = values_of(patterns, {})
    return [Question(each, lens, values[each.id], scope, with_seen_by=False) for each in patterns]


def _found(questions: list[Question], view: IdentityView, people: set[str], answer: DecisionPreview) -> list[Finding]:
    found: list[Finding] = []
    children: dict[str, Case] = {}
    for person in sorted(people):
        for question in questions:
            case = case_for(question, view, person, children)
            if case is None:
                continue
            try:
                found += question.findings(CaseViews(case))
            except WrongPattern as error:
                answer.not_judged.append(NotJudged(question.pattern.id, person, str(error)))
    return found
