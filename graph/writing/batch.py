"""Writing facts, a batch at a time: each batch is one transaction, and a fact comes with its edges and provenance, or not."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from graph.facts import Fact, FactKind
from graph.model import FACT_NODES
from graph.store import ReadKind, Store
from graph.writing import addresses
from graph.writing.changes.plan import Rewrite, WritePlan
from graph.writing.changes.rewrites import rewritten, whole
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES, Known, stored_nodes, stored_parts, stored_ties
from graph.writing.changes.updates import update_statements
from graph.writing.commits import Commits
from graph.writing.creation import create_statements, on_every_version, referrals
from graph.writing.cypher_texts import text
from graph.writing.past_loads import PastLoad, lacking
from graph.writing.pending_writes import Origin, PendingWrite, Statement, pending_write
from graph.writing.reissued_ids import Reissued
from graph.writing.undo.journal import Entry, displaced_entries, noted

NODE_KINDS = (FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN, FactKind.STRENGTH)


@dataclass(slots=True)
class Writer:
    """Writes one load's facts. `persons` finds each person's id by record key; `past` are the other loads of this system.

    `reissued` finds facts that are here under other ids, where they are to be looked for.

    A batch is made while the one before it is being written, so it reads nothing that the other may be changing: see `_settled`.
    """

    store: Store
    commits: Commits
    origin: Origin
    persons: Mapping[str, str]
    past: list[PastLoad]
    changed: int = 0
    reissued: Reissued | None = None
    _agencies: set[str] = field(default_factory=set)
    _ties: dict[FactKind, Known] = field(default_factory=dict)
    _last: set[tuple[FactKind, str]] = field(default_factory=set)

    async def write(self, facts: Sequence[Fact], rows: int = 0) -> None:
        """Hand these facts, of so many rows, over to be written; parts (shares, who took part) stand behind their record.

        Raises LoadFailed when the write lock was lost.
        """
        one_each = {(fact.kind, fact.id): fact for fact in facts}
        # Only when the batch under way writes some of these very facts is there anything to wait for (docs/adr/0008).
        if not self._last.isdisjoint(one_each):
            await self.commits.written()
        known = await self.known(list(one_each.values()))
        if self.reissued is not None and await self.reissued.rename(one_each.values(), known):
            # Under the ids that they have here other versions are stored: they are asked for again, and behind the batch under
            # way.
            await self.commits.written()
            one_each = {(fact.kind, fact.id): fact for fact in one_each.values()}
            known = await self.known(list(one_each.values()))
        self._last = set(one_each)
        plan = await asyncio.to_thread(self._planned, one_each.values(), known)
        await self.carry_out(plan, rows)

    async def carry_out(self, plan: WritePlan, rows: int = 0, after: Sequence[Statement] = ()) -> None:
        """Hand a plan over to be written in one transaction, and these statements after it."""
        statements = [*await self._statements(plan), *after]
        self._note_reached(plan)
        self.changed += len(plan.create) + len(plan.rewrite) + len(plan.touch)
        await self.commits.hand_over(statements, rows)

    def _note_reached(self, plan: WritePlan) -> None:
        """Say of whom another home or relative is known now: what records are compared by (graph.matching)."""
        facts = [fact for fact, _ in plan.create] + [each.fact for each in plan.rewrite if each.fact] + plan.lost
        self.commits.reached.update(key for fact in facts if fact.kind in TIE_TYPES for key in fact.records)
        gone = [each for each in plan.rewrite if each.fact is None and each.kind in TIE_TYPES]
        self.commits.parted.update(stored.anchor for each in gone for stored in each.stored)

    def _planned(self, facts: Iterable[Fact], known: dict[FactKind, Known]) -> WritePlan:
        plan = WritePlan(self.origin)
        for fact in facts:
            stored = known[fact.kind].get(fact.id, []) if self.past else []
            plan.arrive(fact, stored, lacking(self.past, fact.kind, fact.id))
        return plan

    async def _statements(self, plan: WritePlan) -> list[Statement]:
        arriving = [fact for fact, _ in plan.create] + [each.fact for each in plan.rewrite if each.fact] + plan.lost
        stays = [fact for fact in arriving if fact.kind is FactKind.STAY]
        await self._settled(plan, stays)
        placed, making, entries = await addresses.resolved(self.store, stays)
        entries += await self._displaced(plan)
        replaced, items, old = await rewritten(self.store, plan.rewrite, self.origin, self.persons, placed)
        self.commits.touched.note(plan, old)
        items += await asyncio.to_thread(self._created, plan, placed)
        versions = await self._versions(plan, items)
        created = await asyncio.to_thread(create_statements, on_every_version(items, versions))
        touched = update_statements(plan.touch, versions)
        named = await self._name_agencies(arriving, entries)
        hidden = self._hidden(items, making)
        return [*noted(self.origin.load, entries), *named, *making, *replaced, *created, *referrals(items), *touched, *hidden]

    def _hidden(self, items: Sequence[PendingWrite], making: Sequence[Statement]) -> list[Statement]:
        """The statement that hides where people live as soon as a stay says so; between which addresses stays move is noted."""
        stays = [item for item in items if item.type == "LIVED_AT"]
        self.commits.touched.addresses.update(addresses.moved_between(making))
        places = {item.ends[1] for item in stays if item.says.get("restricted")}
        return [(text("protect_addresses"), {"ids": sorted(places)})] if places else []

    async def _displaced(self, plan: WritePlan) -> list[Entry]:
        """What this plan takes the place of, as it stands now."""
        entries: list[Entry] = []
        for kind in sorted({kind for kind, *_ in plan.displaced}):
            found = [(id_, stored, sighting) for of, id_, stored, sighting in plan.displaced if of is kind]
            items = await whole(self.store, kind, [Rewrite(kind, id_, [stored], []) for id_, stored, _ in found])
            entries += displaced_entries(chain.from_iterable(items.values()), found)
        return entries

    async def _settled(self, plan: WritePlan, stays: Sequence[Fact]) -> None:
        """Where addresses, or facts as they stand, are about to be read, wait until the batch before is in the store."""
        if stays or plan.rewrite or plan.displaced:
            await self.commits.written()

    def _created(self, plan: WritePlan, placed: dict[str, str]) -> list[PendingWrite]:
        return [pending_write(fact, version, self.origin, self.persons, placed) for fact, version in plan.create]

    async def _versions(self, plan: WritePlan, items: Sequence[PendingWrite]) -> dict[tuple[str, str], list[date]]:
        """By label and id, the versions of each record that a part belongs to: as this plan makes them, else as stored."""
        versions: dict[tuple[str, str], list[date]] = {}
        for fact, version in plan.create:
            if fact.kind in NODE_KINDS:
                versions[FACT_NODES[fact.kind].label, fact.id] = [version.version]
        for each in plan.rewrite:
            if each.kind in NODE_KINDS:
                versions[FACT_NODES[each.kind].label, each.id] = [made.version for made in each.made]
        wanted = {(item.label, item.ends[0]) for item in items if item.label}
        wanted |= {(touch.stored.label, touch.stored.anchor) for touch in plan.touch if touch.stored.label}
        for kind in NODE_KINDS:
            label = FACT_NODES[kind].label
            ids = sorted(id_ for each, id_ in wanted - versions.keys() if each == label)
            known = await stored_nodes(self.store, kind, ids) if ids else {}
            versions |= {(label, id_): [each.version.version for each in stored] for id_, stored in known.items()}
        return versions

    async def _name_agencies(self, facts: Iterable[Fact], entries: list[Entry]) -> list[Statement]:
        """The statement that makes the agencies that these facts name; those that were not there go to the entries."""
        named = {
            str(fact.content[name])
            for fact in facts
            for name in ("referred_to", "source_agency", "with_agency")
            if fact.content.get(name)
        } - self._agencies
        if not named:
            return []
        self._agencies |= named
        known = {id_ for (id_,) in await self.store.read(text("known_agencies"), ReadKind.BEFORE_WRITE, ids=sorted(named))}
        entries.append(["agencies", *sorted(named - known)])
        return [(text("name_agencies"), {"agencies": sorted(named)})]

    async def known(self, facts: Sequence[Fact]) -> dict[FactKind, Known]:
        """What is stored of these facts; nothing is asked of a system that was never loaded before."""
        if not self.past:
            return {}
        known: dict[FactKind, Known] = {kind: {} for kind in FactKind}
        for kind in NODE_KINDS:
            ids = [fact.id for fact in facts if fact.kind is kind]
            known[kind] = await stored_nodes(self.store, kind, ids) if ids else {}
        for kind in PART_TYPES:
            for parent, parents in _parents(facts, kind).items():
                known[kind].update(await stored_parts(self.store, kind, parent, sorted(parents)))
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

    @property
    def read_ties(self) -> dict[FactKind, Known]:
        """The relationships and stays that were read and not forgotten."""
        return dict(self._ties)

    def remember_ties(self, ties: Mapping[FactKind, Known]) -> None:
        """What was read of relationships and stays before this load wrote anything: they are not read again."""
        self._ties.update(ties)

    def forget_ties(self) -> None:
        """Read the relationships and stays again when they are next needed."""
        self._ties.clear()


def _parents(facts: Iterable[Fact], kind: FactKind) -> dict[FactKind, set[str]]:
    found: dict[FactKind, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.kind is kind and fact.parent and fact.parent_kind:
            found[fact.parent_kind].add(fact.parent)
    return found
