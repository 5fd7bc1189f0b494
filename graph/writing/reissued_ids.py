"""Facts that a system gives other ids to every night: matched by what they say, each kept once under the id it first came with.

A fact whose id is new is taken for one that is here already when that one is of the same record, kind and day, says the same to
the last word, and is not in the extract itself (docs/adr/0019). It is asked only of extracts that have everything of whom they
are about, and only for facts that are new: a load whose ids are known pays nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.dates import LAST_DAY
from graph.facts import Fact, FactKind
from graph.model import FACT_NODES
from graph.store import ReadKind, Store
from graph.writing.changes.stored_versions import TIE_TYPES, Known
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Origin, base_digest

_FIRST = (FactKind.CONTACT, FactKind.INVOLVEMENT)
_THEN = (FactKind.CONCERN, FactKind.STRENGTH)
_NAMED = {"contact": FactKind.CONTACT, "involvement": FactKind.INVOLVEMENT}
IdsHere = Callable[[], Awaitable[Callable[[FactKind, str], bool]]]


@dataclass(slots=True)
class Reissued:
    """What one load found: `examples` has, by kind, the first new id and the one that it is kept under.

    `ids_here` gives what says whether the extract has a fact; it is asked for once, and only where there is something to decide.
    """

    store: Store
    origin: Origin
    persons: Mapping[str, str]
    ids_here: IdsHere
    ties: Callable[[FactKind], Awaitable[Known]]
    counts: Counter[FactKind] = field(default_factory=Counter)
    examples: dict[FactKind, tuple[str, str]] = field(default_factory=dict)
    _ids: dict[tuple[FactKind, str], str] = field(default_factory=dict)
    _here: Callable[[FactKind, str], bool] | None = None
    _by_digest: dict[FactKind, dict[str, list[str]]] = field(default_factory=dict)

    async def rename(self, facts: Collection[Fact], known: Mapping[FactKind, Known]) -> bool:
        """Give facts the ids that they are here under; whether any was changed. `known` is what is stored of them by id."""
        new = [fact for fact in facts if fact.id not in known[fact.kind]]
        before = len(self._ids)
        for kinds in (_FIRST, _THEN, tuple(TIE_TYPES)):
            # A concern that says in which assessment it came up says the same as before only once that one has its old id.
            changed = self._name_again(facts)
            for kind in kinds:
                await self._match(kind, [fact for fact in new if fact.kind is kind])
        return self._name_again(facts) or changed or len(self._ids) > before

    def _name_again(self, facts: Iterable[Fact]) -> bool:
        if not self._ids:
            return False
        changed = False
        for fact in facts:
            for name, kind in _NAMED.items():
                other = self._ids.get((kind, str(fact.content.get(name))))
                if other:
                    fact.content[name], changed = other, True
            parent = self._ids.get((fact.parent_kind, fact.parent)) if fact.parent_kind and fact.parent else None
            if parent and fact.parent:
                fact.id, fact.parent, changed = parent + fact.id[len(fact.parent) :], parent, True
        return changed

    async def _match(self, kind: FactKind, new: list[Fact]) -> None:
        digests = {fact.id: base_digest(fact) for fact in new}
        found = await self._twins(kind, new, digests)
        if not found:
            return
        if self._here is None:
            self._here = await self.ids_here()
        taken = set(self._ids.values())
        for fact in sorted(new, key=lambda each: each.id):
            twins = [id_ for id_ in found.get(digests[fact.id], ()) if id_ not in taken and not self._here(kind, id_)]
            if twins:
                taken.add(twins[0])
                self._ids[kind, fact.id] = twins[0]
                self.counts[kind] += 1
                self.examples.setdefault(kind, (fact.id, twins[0]))
                fact.id = twins[0]

    async def _twins(self, kind: FactKind, new: list[Fact], digests: Mapping[str, str]) -> dict[str, list[str]]:
        """By digest, the ids of stored facts that say the same, in order."""
        if not new:
            return {}
        if kind in TIE_TYPES:
            return await self._ties_by_digest(kind)
        source, found = self.origin.source, defaultdict[str, list[str]](list)
        rows = sorted({(self.persons[fact.records[0]], digests[fact.id]) for fact in new if fact.records[0] in self.persons})
        given = {"agency": source.agency, "system": source.system, "last_day": LAST_DAY, "load": self.origin.load}
        query = text("twins", label=FACT_NODES[kind].label)
        for digest, id_ in await self.store.read(query, ReadKind.BEFORE_WRITE, rows=[list(row) for row in rows], **given):
            found[digest].append(id_)
        return {digest: sorted(ids) for digest, ids in found.items()}

    async def _ties_by_digest(self, kind: FactKind) -> dict[str, list[str]]:
        if kind not in self._by_digest:
            found: dict[str, list[str]] = defaultdict(list)
            for id_, versions in sorted((await self.ties(kind)).items()):
                if versions[-1].version.until == LAST_DAY:
                    found[versions[-1].version.base].append(id_)
            self._by_digest[kind] = dict(found)
        return self._by_digest[kind]
