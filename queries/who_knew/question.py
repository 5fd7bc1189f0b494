"""Asking who knew a fact, or the facts that a finding rests on, since when, how, and what each agency did next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.chronology import Chronology, chronology
from queries.chronology.account import SharingDecision
from queries.chronology.days import known_day
from queries.core.facts import Evidence
from queries.core.findings import lens_dict
from queries.engine.find import find
from queries.engine.scope import read_scope
from queries.who_knew.knowledge import AgencyKnowledge, KnownFact, day_text, knowledge_of

_TEXT = Path(__file__).parent / "cypher" / "facts.cypher"
_ABSENCE = (
    "This finding rests on something not being there too: nobody can be said to have known that. These are the facts behind it."
)


@dataclass(slots=True)
class WhoKnew:
    """The answer: `statement` what was known, `subject` of whom, `pooled_since` the first day on which every fact of it was on
    record somewhere (None: always), the `facts` themselves, and of each agency of the lens what it knew."""

    subject: str
    statement: str
    lens: Lens
    pooled_since: date | None
    facts: list[KnownFact] = field(default_factory=list)
    agencies: list[AgencyKnowledge] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One an agency, for JSON, pandas or polars."""
        common = {
            "subject": self.subject,
            "statement": self.statement,
            "pooled_since": day_text(self.pooled_since),
            "evidence": [{"kind": each.kind, "id": each.id} for each in self.facts],
            "lens": lens_dict(self.lens),
        }
        return [{**each.to_dict(), **common} for each in self.agencies]


async def who_knew_fact(store: Store, fact: str, *, kind: str | None = None, lens: Lens | None = None) -> WhoKnew:
    """Who knew a contact, involvement, concern or strength, by its id; `kind` where facts of several kinds have that id.

    Eight round trips at most. Raises InvalidInput where the lens shows no such fact, or several.
    """
    scope = await read_scope(store, lens=lens)
    through = scope.lens(lens or Lens.of())
    found = await _facts(store, [fact], through, then=scope.then)
    chosen = [each for each in found if kind in (None, each[0].kind)]
    if not chosen:
        raise InvalidInput("no fact is found by that id; expected that of a contact, involvement, concern or strength")
    if len(chosen) > 1:
        raise InvalidInput(f"that id is of several facts; name one kind of {', '.join(each[0].kind for each in chosen)}")
    (known, subject) = chosen[0]
    told = await chronology(store, [subject], lens=through)
    return _answer(told, subject, [known], f"{known.kind} {known.id}", known.recorded_on, told.cautions)


async def who_knew_finding(
    store: Store, pattern: str, subject: str, *, lens: Lens | None = None, parameters: Mapping[str, Any] | None = None
) -> list[WhoKnew]:
    """Who knew the facts that each finding of a pattern on somebody rests on; nothing where there is none.

    As many round trips as the findings take, and seven. Raises InvalidInput or UnknownName, naming what is wrong.
    """
    answer = await find(store, pattern, subject=subject, lens=lens, parameters=parameters)
    if not answer.findings:
        return []
    scope = await read_scope(store, lens=answer.lens)
    ids = sorted({each.id for finding in answer.findings for each in finding.evidence})
    shared = {(each.kind, each.id): each for each, _ in await _facts(store, ids, answer.lens, then=scope.then)}
    told = await chronology(store, [subject], lens=answer.lens)
    found = []
    for finding in answer.findings:
        facts = [shared.get((each.kind, each.id)) or _own(each) for each in finding.evidence]
        cautions = (*answer.cautions, *told.cautions, *((_ABSENCE,) if finding.unjoined is not None else ()))
        found.append(_answer(told, finding.subject, facts, finding.statement, finding.on_record_since, cautions))
    return found


def _own(evidence: Evidence) -> KnownFact:
    """A record of a person, a stay or a relationship: such are not shared by themselves."""
    return KnownFact(evidence.kind, evidence.id, evidence.agency, evidence.recorded_on)


async def _facts(store: Store, ids: Sequence[str], lens: Lens, *, then: bool) -> list[tuple[KnownFact, str]]:
    """The facts with these ids that the lens shows, each with whom it is about."""
    found = []
    text, asking = text_of(_TEXT, then=then), {"ids": list(ids), **lens.parameters()}
    await store.plan(text, **asking)
    for kind, row in await store.read(text, **asking):
        id_, agency, recorded, about, decisions = row
        told = tuple(SharingDecision.of(each) for each in decisions)
        found.append((KnownFact(kind, id_, agency, known_day(recorded), told), str(about[0])))
    return found


def _answer(
    told: Chronology, subject: str, facts: list[KnownFact], statement: str, since: date | None, cautions: Sequence[str]
) -> WhoKnew:
    agencies = [knowledge_of(each, facts, told.rows, told.agencies) for each in told.lens.agencies or ()]
    return WhoKnew(subject, statement, told.lens, since, facts, agencies, told.agencies, tuple(dict.fromkeys(cautions)))
