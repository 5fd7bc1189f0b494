"""What a write changed of that on which rights rest (graph.writing.persons.rights_properties)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from graph.facts import FactKind
from graph.model import FACT_NODES
from graph.writing.changes.plan import WritePlan
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import PendingWrite, Statement

_MATTERS = frozenset({"until", "end", "start"})
"""Of a version that stays, the properties on which rights rest."""


@dataclass(slots=True)
class Touched:
    """Keys of records, ids of persons and of addresses, and by label ids of facts; or `everybody`.

    `mark` stands on the Turn from before anything of it is written until what follows is kept too.
    """

    records: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    everybody: bool = False
    mark: str = field(default_factory=lambda: uuid4().hex)
    begun: bool = False

    def due(self, mark: str | None) -> None:
        """Take over what was left by who was stopped, whose `mark` this is, or who never kept anything: of everybody."""
        self.everybody = self.everybody or mark not in ("", self.mark)

    def begin(self) -> Statement:
        """The statement that says that something is about to be touched, of the first transaction that touches it."""
        self.begun = True
        return text("note_rights_due"), {"mark": self.mark}

    def note(self, plan: WritePlan, old: Iterable[PendingWrite] = ()) -> None:
        """Add whom this plan touches; `old` are the versions that it takes away."""
        # A new fact is told to others by its shares, which are facts of their own.
        arriving = [fact for fact, _ in plan.create if fact.kind in TIE_TYPES or fact.kind in _PARTLY]
        arriving += [each.fact for each in plan.rewrite if each.fact]
        self.records.update(key for fact in arriving for key in fact.records)
        for item in old:
            self._displaced(item)
        for each in plan.rewrite:
            self._changed(each.kind, each.id, [(one.label, one.anchor) for one in each.stored])
        for touch in plan.touch:
            if _MATTERS & touch.changes.keys():
                self._changed(touch.kind, touch.id, [(touch.stored.label, touch.stored.anchor)])

    def _changed(self, kind: FactKind, id_: str, stored: Iterable[tuple[str, str]]) -> None:
        if kind is FactKind.PERSON:
            self.records.add(id_)
        elif kind in FACT_NODES:
            self.facts[FACT_NODES[kind].label].add(id_)
        else:
            for label, anchor in stored:
                (self.facts[label] if label else self.persons).add(anchor)

    def _displaced(self, item: PendingWrite) -> None:
        if item.type == "LIVED_AT":
            self.addresses.add(item.ends[1])
        if item.kind not in PART_TYPES:
            self.persons.add(item.ends[0])
        if item.kind is FactKind.RELATIONSHIP:
            self.persons.add(item.ends[1])


_PARTLY = frozenset({FactKind.PERSON, FactKind.SHARE})
