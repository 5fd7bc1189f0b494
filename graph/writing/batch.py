"""Writing facts, a batch at a time: each batch is one transaction, and a fact comes with its edges and provenance, or not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.errors import LoadFailed
from graph.facts import Fact, FactKind
from graph.model import FACT_NODES
from graph.store import Store
from graph.writing import places
from graph.writing.items import Item, Origin, Statement, create_statements, item_of, on_every_version
from graph.writing.past import PastLoad, lacking
from graph.writing.plan import Plan
from graph.writing.rewriting import rewritten
from graph.writing.stored import PART_TYPES, TIE_TYPES, Known, stored_nodes, stored_parts, stored_ties
from graph.writing.texts import text
from graph.writing.touching import touch_statements
from graph.writing.turn import Turn

NODE_KINDS = (FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN, FactKind.STRENGTH)


@dataclass(slots=True)
class Writer:
    """Writes one load's facts. `persons` finds each person's id by record key; `past` are the other loads of this system."""

    store: Store
    turn: Turn
    origin: Origin
    persons: dict[str, str]
    past: list[PastLoad]
    changed: int = 0
    _agencies: set[str] = field(default_factory=set)
    _ties: dict[FactKind, Known] = field(default_factory=dict)

    async def write(self, facts: Sequence[Fact]) -> None:
        """Write these facts; parts (shares, who took part) stand in the same batch as their record, behind it.

        Raises LoadFailed when the turn to write was lost.
        """
        one_each = list({(fact.kind, fact.id): fact for fact in facts}.values())
        plan = Plan(self.origin)
        known = await self._known(one_each)
        for fact in one_each:
            stored = known[fact.kind].get(fact.id, []) if self.past else []
            plan.arrive(fact, stored, lacking(self.past, fact.kind, fact.id))
        await self.carry_out(plan)

    async def carry_out(self, plan: Plan) -> None:
        """Write a plan in one transaction."""
        statements = await self._statements(plan)
        self.changed += len(plan.create) + len(plan.rewrite) + len(plan.touch)
        if statements:
            await commit(self.store, self.turn, statements)

    async def _statements(self, plan: Plan) -> list[Statement]:
        arriving = [fact for fact, _ in plan.create] + [each.fact for each in plan.rewrite if each.fact] + plan.lost
        statements = self._name_agencies(arriving)
        stays = [fact for fact in arriving if fact.kind is FactKind.STAY]
        placed, making = await places.resolved(self.store, stays)
        statements += making
        replaced, items = await rewritten(self.store, plan.rewrite, self.origin, self.persons, placed)
        for fact, version in plan.create:
            items.append(item_of(fact, version, self.origin, self.persons, placed))
        versions = await self._versions(plan, items)
        statements += replaced + create_statements(on_every_version(_parents_first(items), versions), self.origin.source.agency)
        return statements + touch_statements(plan.touch, versions)

    async def _versions(self, plan: Plan, items: Sequence[Item]) -> dict[tuple[str, str], list[date]]:
        """By label and id, the versions of each record that a part belongs to: as this plan makes them, else as stored."""
        versions: dict[tuple[str, str], list[date]] = {}
        for fact, version in plan.create:
            if fact.kind in NODE_KINDS:
                versions[FACT_NODES[fact.kind].label, fact.id] = [version.version]
        for each in plan.rewrite:
            if each.kind in NODE_KINDS:
                versions[FACT_NODES[each.kind].label, each.id] = [made.version for made in each.made]
        wanted = {(item.label, item.row["parent"]) for item in items if item.label}
        wanted |= {(touch.stored.label, touch.stored.anchor) for touch in plan.touch if touch.stored.label}
        for kind in NODE_KINDS:
            label = FACT_NODES[kind].label
            ids = sorted(id_ for each, id_ in wanted - versions.keys() if each == label)
            known = await stored_nodes(self.store, kind, ids) if ids else {}
            versions |= {(label, id_): [each.version.version for each in stored] for id_, stored in known.items()}
        return versions

    def _name_agencies(self, facts: Iterable[Fact]) -> list[Statement]:
        named = {
            str(fact.content[name])
            for fact in facts
            for name in ("referred_to", "source_agency", "with_agency")
            if fact.content.get(name)
        } - self._agencies
        self._agencies |= named
        return [(text("name_agencies"), {"agencies": sorted(named)})] if named else []

    async def _known(self, facts: Sequence[Fact]) -> dict[FactKind, Known]:
        """What is stored of these facts; nothing is asked of a system that was never loaded before."""
        if not self.past:
            return {}
        known: dict[FactKind, Known] = {kind: {} for kind in FactKind}
        for kind in NODE_KINDS:
            ids = [fact.id for fact in facts if fact.kind is kind]
            known[kind] = await stored_nodes(self.store, kind, ids) if ids else {}
        for kind in PART_TYPES:
            for parent, parents in _parents(facts, kind).items():
                known[kind] |= await stored_parts(self.store, kind, parent, sorted(parents))
        for kind in TIE_TYPES:
            if any(fact.kind is kind for fact in facts):
                known[kind] = await self.ties(kind)
        return known

    async def ties(self, kind: FactKind) -> Known:
        """Every relationship or stay of this system, as it was when this load began; read once."""
        if kind not in self._ties:
            source = self.origin.source
            self._ties[kind] = await stored_ties(self.store, kind, source.agency, source.system)
        return self._ties[kind]

    def forget_ties(self) -> None:
        """Read the relationships and stays again when they are next needed."""
        self._ties.clear()


async def commit(store: Store, turn: Turn, statements: list[Statement]) -> None:
    """Run these statements in one transaction that also keeps the turn; raises LoadFailed when it was lost."""

    async def work(transaction: object) -> None:
        run = transaction.run  # type: ignore[attr-defined]
        if [record[0] async for record in await run(*turn.renewal())] != [turn.holder]:
            raise LoadFailed("this load lost its turn to write to another one; load the same files again")
        for query, given in statements:
            await (await run(query, given)).consume()

    async with turn.writing:
        await store.in_transaction(work)


def _parents(facts: Iterable[Fact], kind: FactKind) -> dict[FactKind, set[str]]:
    found: dict[FactKind, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.kind is kind and fact.parent and fact.parent_kind:
            found[fact.parent_kind].add(fact.parent)
    return found


def _parents_first(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.kind in PART_TYPES)
