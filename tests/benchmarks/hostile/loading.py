"""Loading some of the mutated files onto one store, and comparing what it then has with what was to be kept."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

from graph.errors import RefusedFile
from graph.facts import FactKind
from graph.model import FACT_NODES
from graph.settings import Settings
from graph.store import Store, connect
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES
from loaders.formats import formats
from loaders.load import load
from tests.benchmarks.hostile.judging import AGENCY
from tests.benchmarks.hostile.samples import Sample, mutated
from tests.benchmarks.reporting import say
from tests.graph.canonical import dump

SECONDS = 120
Ids = set[tuple[FactKind, str]]
_FACTS = "MATCH (k) WHERE (k:Contact OR k:Involvement OR k:Concern OR k:Strength)"
_QUESTIONS = {
    "loads that are not finished": "MATCH (load:Load) WHERE load.finished_at IS NULL RETURN count(load)",
    "facts without their person": f"{_FACTS} AND NOT EXISTS {{ (k)-[:ABOUT]->(:Person) }} RETURN count(k)",
    "facts without their agency": f"{_FACTS} AND NOT EXISTS {{ (k)-[:BY]->(:Agency) }} RETURN count(k)",
    "records of nobody, or of two": (
        "MATCH (r:PersonRecord) WITH r, COUNT { (r)-[:IDENTIFIES]->(:Person) } AS persons WHERE persons <> 1 RETURN count(r)"
    ),
    "persons without a record": "MATCH (p:Person) WHERE NOT EXISTS { (p)<-[:IDENTIFIES]-(:PersonRecord) } RETURN count(p)",
    "facts of no load": f"{_FACTS} AND NOT EXISTS {{ MATCH (load:Load) WHERE load.id = k.load }} RETURN count(k)",
}


async def load_some(samples: Mapping[str, Sample], folder: Path, numbers: Iterable[int], seed: int) -> int:
    """Load the mutated files of these numbers of each sample; returns how many things are wrong after that."""
    settings = Settings(home=folder / "home", store=None, embedded_idle_seconds=0)
    async with connect(settings=settings) as store:
        tries = _Tries(store)
        for name, sample in samples.items():
            for number in numbers:
                made = mutated(sample.path, folder / "loaded" / name / str(number), Random(f"{seed}/{name}/{number}"))
                await tries.one(name, sample, made.path, number)
        not_whole = await _not_whole(store)
    say(figure="loaded", files=tries.files, refused=tries.refused, facts=len(tries.kept), wrong=tries.wrong, not_whole=not_whole)
    return tries.wrong + sum(not_whole.values())


class _Tries:
    """What was loaded so far: the ids of every fact that was kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.kept: Ids = set()
        self.files = self.refused = self.wrong = 0

    async def one(self, name: str, sample: Sample, path: Path, number: int) -> None:
        """Load one file, and compare the store with what was to come of it."""
        self.files += 1
        before = await dump(self._store)
        try:
            await asyncio.wait_for(load(self._store, [path], as_format=sample.format, agency=AGENCY), SECONDS)
        except RefusedFile:
            self.refused += 1
            wrong = None if await dump(self._store) == before else "it was refused, and the store is another"
        except TimeoutError:
            wrong = f"still loading after {SECONDS} seconds"
        else:
            self.kept |= _kept(sample, path)
            stored = await _stored(self._store)
            half, strange = len(self.kept - stored), len(stored - self.kept)
            wrong = f"{half} facts are not in the store, {strange} are that no file has" if half or strange else None
        if wrong:
            self.wrong += 1
            say(sample=name, file=number, wrong=wrong)


def _kept(sample: Sample, path: Path) -> Ids:
    """What a file has that is to be kept, by reading it again."""
    extract = formats()[sample.format].open(path, AGENCY)
    rows = [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)]
    return {(fact.kind, fact.id) for row in rows for fact in row.facts}


async def _stored(store: Store) -> Ids:
    found: Ids = set()
    for kind, node in FACT_NODES.items():
        found |= {(kind, id_) for (id_,) in await store.read(f"MATCH (k:{node.label}) RETURN DISTINCT k.{node.key[0]}")}
    for kind, types in (TIE_TYPES | PART_TYPES).items():
        text = f"MATCH ()-[fact:{'|'.join(types)}]->() RETURN DISTINCT fact.id"
        found |= {(kind, id_) for (id_,) in await store.read(text)}
    return found


async def _not_whole(store: Store) -> dict[str, int]:
    """How many of each sort of half a thing there are; empty where all is whole."""
    counted = {name: int((await store.read(text))[0][0]) for name, text in _QUESTIONS.items()}
    return {name: count for name, count in counted.items() if count}
